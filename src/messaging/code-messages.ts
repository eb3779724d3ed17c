import { codeEventCard } from '../cards/code-event-card.ts'
import type { CodeEvent } from '../domain/code-event.ts'
import type { CorrelationId } from '../domain/ids.ts'
import type { DesiredMessage } from '../ports/outbox.ts'
import { textsIn } from '../texts/texts-in.ts'

/** What channels are told of something that happened on a host of repositories: each once, however many rules name it. */
export function codeMessages(
  { report, answers, url }: Extract<CodeEvent, { type: 'code.answered' }>,
  correlationId: CorrelationId,
): readonly DesiredMessage[] {
  const channels = Map.groupBy(answers, ({ tell }) => tell)
  return [...channels].map(([thread, its], at) => ({
    key: `code-${report.digest}-${at}`,
    to: { kind: 'thread', thread },
    card: codeEventCard(report, its, url, textsIn(undefined)),
    urgency: 'answer',
    correlationId,
  }))
}
