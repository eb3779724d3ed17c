import type { Config } from '../../../config/config.ts'
import { policyFrom, TERMINAL_USER } from '../../access/default-policy.ts'
import type { Permissions } from '../../access/permissions.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import { consoleLogins } from '../../logins/console-logins.ts'
import { type Clock, systemClock } from '../../ports/clock.ts'
import type { Documents, EventLog } from '../../ports/event-store.ts'
import type { OfferedLogin } from '../../ports/logins.ts'
import type { PersonalTokens, TokenDesk } from '../../ports/token-desk.ts'
import { tokenDesk } from '../../tokens/api-tokens.ts'
import { personalTokens } from '../../tokens/personal-tokens.ts'

/** Tokens in a log, for whoever has the machine: they may give any role that the configuration knows. */
export function tokensOf({ access }: Config, store: EventLog<ShipmateEvent> & Documents): TokenDesk {
  const roles = policyFrom(access, false).roles.map(({ name }) => name)
  return tokenDesk({ store, clock: systemClock }, roles, TERMINAL_USER)
}

/** A way into the console for whoever has the machine. */
export function offerLoginIn(store: EventLog<ShipmateEvent> & Documents): () => Promise<OfferedLogin> {
  return () => consoleLogins({ store, clock: systemClock }).offer(TERMINAL_USER, 'terminal')
}

/** Tokens as people manage their own; whoever may read the audit of everything manages all. */
export function personalTokensOf({
  store,
  clock,
  roles,
  permissions,
}: {
  readonly store: EventLog<ShipmateEvent> & Documents
  readonly clock: Clock
  readonly roles: readonly string[]
  readonly permissions: Pick<Permissions, 'decide'>
}): PersonalTokens {
  return personalTokens({ store, clock }, roles, async (user) => {
    const right = { intent: 'token.manage', effect: 'danger' as const }
    return (await permissions.decide({ user, groups: [] }, right)).kind === 'allowed'
  })
}
