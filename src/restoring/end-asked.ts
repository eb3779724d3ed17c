import { gatedConditions } from '../domain/approvals/decide-change.ts'
import { changeStream, isOpenGate } from '../domain/change-request.ts'
import { confirmationStream } from '../domain/confirmation.ts'
import { messageStream } from '../domain/message.ts'
import { changes, confirmations, GATED, pendingMessages, questions } from '../domain/projections.ts'
import { questionStream } from '../domain/question.ts'
import { textsIn } from '../texts/texts-in.ts'
import { endEach } from './end-each.ts'
import type { RestoringParts } from './parts.ts'

/** What people said and were asked: it may have been answered since. */
export async function endAsked(parts: RestoringParts): Promise<Readonly<Record<string, number>>> {
  const { store } = parts
  const [messages, asked, open, wished, gated] = await Promise.all([
    store.list(pendingMessages),
    store.list(confirmations, { labels: ['open'] }),
    store.list(questions, { labels: ['open'] }),
    store.list(changes, { labels: ['pending'] }),
    store.list(changes, { labels: [GATED] }),
  ])
  return {
    messages: await endEach(
      parts,
      messages.map(({ message, thread, by, language, overheard }) => {
        const text = textsIn(language).restored.message
        const reply = overheard ? {} : { reply: { tone: 'warning', blocks: [{ kind: 'text', text }] } as const }
        const handled = { message, thread, by, intent: 'out_of_scope', slots: {}, via: 'restored', ...reply }
        return { stream: messageStream(message), decide: async () => [{ type: 'message.handled', ...handled }] }
      }),
    ),
    plans: await endEach(
      parts,
      asked.map(({ confirmation, language }) => ({
        stream: confirmationStream(confirmation),
        decide: async () => [
          { type: 'confirmation.superseded', confirmation, reason: textsIn(language).restored.asked },
        ],
      })),
    ),
    questions: await endEach(
      parts,
      open.map(({ question }) => ({
        stream: questionStream(question),
        decide: async () => [{ type: 'question.dropped', question }],
      })),
    ),
    changes: await endEach(
      parts,
      wished.map(({ change, language }) => ({
        stream: changeStream(change),
        decide: async () => [{ type: 'change.voided', change, reason: textsIn(language).restored.asked }],
      })),
    ),
    conditions: await endEach(
      parts,
      gated.flatMap(({ change, approvals, judged, language }) =>
        gatedConditions(approvals)
          .filter(({ condition }) => isOpenGate(judged[condition]))
          .map(({ condition }) => ({
            stream: changeStream(change),
            decide: async () => [
              {
                ...({ type: 'change.condition.judged', change, condition } as const),
                judged: { verdict: 'unknown', sentence: textsIn(language).restored.asked },
              } as const,
            ],
          })),
      ),
    ),
  }
}
