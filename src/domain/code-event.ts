import type { CodeReport } from './code-happening.ts'
import type { ServiceId, TaskId, ThreadId } from './ids.ts'

/** What a rule led to. */
export interface CodeAnswer {
  readonly tell: ThreadId
  readonly service: ServiceId
  /** The workflow that it was to start; absent where it was a deployment, or nothing. */
  readonly workflow?: string
  /** What was started, or why nothing was, as a sentence; neither where a rule only tells. */
  readonly task?: TaskId
  readonly reason?: string
}

/** What starts a workflow once: the checks of a commit, green or not. */
export interface CodeStart {
  readonly workflow: string
  readonly host: CodeReport['host']
  readonly repository: string
  readonly sha: string
  readonly green: boolean
}

export type CodeEvent =
  | ({ readonly type: 'code.reported' } & CodeReport)
  /** Something did not answer while it was planned; it is tried again. */
  | { readonly type: 'code.postponed'; readonly report: CodeReport }
  | {
      readonly type: 'code.answered'
      readonly report: CodeReport
      readonly answers: readonly CodeAnswer[]
      readonly url?: string
    }
  /** No later report of the same starts it. */
  | ({ readonly type: 'code.started'; readonly task: TaskId } & CodeStart)

export const codeStream = ({ host, digest }: Pick<CodeReport, 'host' | 'digest'>): string => `code-${host}-${digest}`

export const codeStartStream = ({ workflow, host, repository, sha, green }: CodeStart): string =>
  `code-start-${workflow}-${host}-${repository.toLowerCase()}-${sha}-${green ? 'green' : 'red'}`
