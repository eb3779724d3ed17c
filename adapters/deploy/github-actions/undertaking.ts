import type { Clock } from '../../../src/ports/clock.ts'
import { type Deployer, type DeployOrder, HandedOverError } from '../../../src/ports/deployer.ts'
import { failed, type WorkOutcome } from '../../../src/ports/work-outcome.ts'
import type { Redact } from '../../process/log-tail.ts'
import type { ActionsApi } from './actions-api.ts'
import { type ActionsPlace, placeName } from './actions-place.ts'

/** An order in hand: what it is about, and what it is carried out with. */
export interface Undertaking {
  readonly place: ActionsPlace
  readonly api: ActionsApi
  readonly order: DeployOrder
  readonly report: Parameters<Deployer['deploy']>[1]
  readonly signal: AbortSignal
  readonly clock: Pick<Clock, 'now'>
  readonly redact: Redact
  /** How far the event log has come: no fencing token is larger. */
  readonly newestPosition: () => Promise<number>
  /** Waits for GitHub to cancel a run. */
  readonly wait: (ms: number) => Promise<void>
}

/** @throws {HandedOverError} when another worker continues it. */
export function leaveIfHandedOver({ signal }: Pick<Undertaking, 'signal'>): void {
  if (signal.aborted && signal.reason instanceof HandedOverError) throw signal.reason
}

/** What names a task among all that there ever were. */
export const markOf = ({ task, run }: DeployOrder): string => (run === undefined ? task : `${run}/${task}`)

/** What the workflow puts into the name of its run. @param id That of the GitHub Deployment. */
export const runMark = ({ id }: { readonly id: number }): string => `shipmate-${id}`

export function outOfDate(place: ActionsPlace): WorkOutcome {
  return failed(
    `A newer task is changing ${placeName(place)}; this one changed nothing more.`,
    'Look at the status, then ask again if it is still needed.',
  )
}
