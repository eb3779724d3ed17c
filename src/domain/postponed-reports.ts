import { codeStream } from './code-event.ts'
import type { CodeReport } from './code-happening.ts'
import type { Projection } from './event.ts'
import type { ShipmateEvent } from './events.ts'

/** What a host reported and nobody could plan, since something did not answer. It is tried again. */
export interface PostponedReport {
  readonly report: CodeReport
  readonly correlationId: string
  /** Of the first attempt: ISO 8601 in UTC. */
  readonly since: string
}

/** Those that are not answered. */
export const postponedReports: Projection<PostponedReport, ShipmateEvent> = {
  name: 'postponed-reports',
  keys: ({ body }) =>
    body.type === 'code.postponed' || body.type === 'code.answered' ? [codeStream(body.report)] : [],
  apply: (before, { body, correlationId, at }) => {
    if (body.type === 'code.answered') return undefined
    return body.type === 'code.postponed' ? (before ?? { report: body.report, correlationId, since: at }) : before
  },
  labels: () => [],
}
