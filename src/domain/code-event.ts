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

export const codeStream = ({ host, digest }: Pick<CodeReport, 'host' | 'digest'>): string => `code-${host}-${digest}`
