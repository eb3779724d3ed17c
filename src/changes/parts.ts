import type { Permissions } from '../access/permissions.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import type { Settings } from '../domain/settings.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { PlaceAbilities } from '../ports/abilities.ts'
import type { Clock } from '../ports/clock.ts'
import type { ServiceCode } from '../ports/code-host.ts'
import type { Canaries } from '../ports/deployer.ts'
import type { Documents, EventLog } from '../ports/event-store.ts'
import type { HealthProbe } from '../ports/health-probe.ts'
import type { RiskJudge } from '../ports/judgement.ts'
import type { Recipes } from '../ports/recipes.ts'
import type { Source } from '../ports/source.ts'
import type { Traffic } from '../ports/traffic.ts'

/** What the life of a change needs, whoever asks for it: a person in a chat, an API, a schedule. */
export interface ChangeParts {
  readonly store: EventLog<ShipmateEvent> & Documents
  readonly clock: Clock
  /** Short random ids for confirmations and their buttons: unguessable, at most 24 characters. */
  readonly newId: () => string
  readonly permissions: Pick<Permissions, 'decide' | 'approvalStanding' | 'approvers' | 'glassBreakers'>
  readonly settings: Settings
  readonly workflows: Workflows
  /** Assesses what a deployment risks before it is asked about or started. */
  readonly risks: Pick<RiskJudge, 'judge'>
  readonly delivery: Source & ServiceCode & Recipes & HealthProbe & Canaries & PlaceAbilities & Traffic
}
