import type { AccessDecision } from '../access/decide-access.ts'
import type { Asker, Permissions } from '../access/permissions.ts'
import type { AccessRequest } from '../access/policy.ts'
import type { Whereabouts } from '../domain/place.ts'
import type { Settings } from '../domain/settings.ts'
import type { Effect } from '../domain/understanding.ts'
import type { PlaceAbilities } from '../ports/abilities.ts'
import type { Clock } from '../ports/clock.ts'
import type { ServiceCode } from '../ports/code-host.ts'
import type { Documents } from '../ports/event-store.ts'
import type { HealthProbe } from '../ports/health-probe.ts'
import type { Recipes } from '../ports/recipes.ts'
import type { Source } from '../ports/source.ts'
import type { Traffic } from '../ports/traffic.ts'
import type { TrafficHistory } from '../ports/traffic-history.ts'

/** What the tools look into, on behalf of one person or request: what is not theirs to see, they do not find. */
export interface ReaderScope {
  readonly store: Documents
  readonly delivery: Source & ServiceCode & Recipes & HealthProbe & PlaceAbilities & Traffic & TrafficHistory
  readonly clock: Pick<Clock, 'now'>
  readonly settings: Settings
  /** Takes secrets out. Logs must pass as a whole, since a key may take many lines. */
  readonly redact: (text: string) => string
  /** What a tool needs, and one change at one place. */
  decide(intent: string, where?: AskedWhere): Promise<AccessDecision>
  mayRead(intent: string, where: Whereabouts): Promise<boolean>
}

/** Where a request goes; `missing`: what it leaves open. */
type AskedWhere = Partial<Whereabouts> & Pick<AccessRequest, 'missing'>

export interface ScopeParts extends Pick<ReaderScope, 'store' | 'delivery' | 'clock' | 'settings' | 'redact'> {
  readonly permissions: Pick<Permissions, 'decide'>
  readonly effectOf: (intent: string) => Effect
}

export function scopeFor(
  { permissions, effectOf, store, delivery, clock, settings, redact }: ScopeParts,
  asker: Asker,
): ReaderScope {
  const decide: ReaderScope['decide'] = (intent, { service, environment, missing } = {}) => {
    const request: AccessRequest = {
      intent,
      effect: effectOf(intent),
      ...(missing && { missing }),
      ...(service !== undefined && { service }),
      ...(environment !== undefined && { environment }),
    }
    return permissions.decide(asker, request)
  }
  return {
    store,
    delivery,
    clock,
    settings,
    redact,
    decide,
    mayRead: async (intent, where) => (await decide(intent, where)).kind === 'allowed',
  }
}
