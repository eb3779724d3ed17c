import type { CodeHappeningName } from '../code-happening.ts'
import type { ServiceId, ThreadId } from '../ids.ts'

/** What of a repository starts a workflow, as its file says. Each report starts one run at most. */
export interface TriggerDefinition {
  readonly event: readonly CodeHappeningName[]
  /** Only of these; of every one when left out. */
  readonly services?: readonly ServiceId[]
  /** Only of these; of every one when left out. */
  readonly branches?: readonly string[]
  /** Only checks that have ended so; however they have when left out. */
  readonly green?: boolean
  /** Where its runs are told, and what keeps them from starting. */
  readonly channel: ThreadId
  /** What its inputs are then; `{branch}`, `{sha}`, `{tag}`, `{number}`, `{repository}` and `{service}` are filled in. */
  readonly with: Readonly<Record<string, string>>
}
