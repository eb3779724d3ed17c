import type { CodeReport } from './code-happening.ts'
import type { ServiceId, TaskId, ThreadId } from './ids.ts'

/** What a rule led to. */
export interface CodeAnswer {
  readonly tell: ThreadId
  readonly service: ServiceId
  /** What was started, or why nothing was, as a sentence; neither where a rule only tells. */
  readonly task?: TaskId
  readonly reason?: string
}

export type CodeEvent =
  | ({ readonly type: 'code.reported' } & CodeReport)
  | {
      readonly type: 'code.answered'
      readonly report: CodeReport
      readonly answers: readonly CodeAnswer[]
      readonly url?: string
    }

export const codeStream = ({ host, digest }: Pick<CodeReport, 'host' | 'digest'>): string => `code-${host}-${digest}`
