import { inputsHash } from './agent-decision.ts'
import type { Json } from './event.ts'
import type { TaskId } from './ids.ts'
import type { Commit, Health } from './release.ts'

/** What is known about a change while people decide on it. What is left out could not be found. */
export interface ChangeEvidence {
  /** Newest first, at most as many as a plan shows. */
  readonly commits: readonly Commit[]
  readonly commitCount: number
  readonly diff?: {
    readonly files: number
    readonly added: number
    readonly removed: number
    readonly most: readonly string[]
  }
  /** The last build of exactly this commit. */
  readonly build?: { readonly task: TaskId; readonly outcome: 'passed' | 'failed' | 'running' }
  /** The last test run of exactly this commit that a workflow has made. */
  readonly test?: {
    readonly task: TaskId
    readonly outcome: 'passed' | 'failed' | 'running'
    readonly passed?: number
    readonly failed?: number
  }
  readonly health?: Pick<Health, 'state'> & { readonly complaint?: string }
  /** The share of the error budget that is left, from 1 down; negative when it is overspent. */
  readonly budgetLeft?: number
  /** What else is open on the service, by name. */
  readonly open: {
    readonly drifts: readonly string[]
    readonly changes: readonly string[]
    readonly tasks: readonly string[]
  }
}

export function evidenceHash(evidence: ChangeEvidence): string {
  return inputsHash('change-evidence', evidence as unknown as Json)
}
