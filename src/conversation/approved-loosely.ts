import { sentenceCard } from '../cards/sentence-card.ts'
import type { Card } from '../domain/card.ts'
import { changes, type PendingMessage, runs, threadLabel } from '../domain/projections.ts'
import { waitingApprovals } from '../domain/workflows/approval.ts'
import { textsIn } from '../texts/texts-in.ts'
import type { ConversationParts } from './parts.ts'

/** "approve" alone names nothing; where just one request or run waits for it in this thread, its person is told how to. */
export async function approvedLoosely(
  { store }: Pick<ConversationParts, 'store'>,
  { text, thread, language }: PendingMessage,
): Promise<Card | undefined> {
  if (!/\bapprov|\bgenehmig|\bfreigeb|\bapr(?:ue|o)b/i.test(text)) return undefined
  const [asked, active] = await Promise.all([
    store.list(changes, { labels: ['pending', threadLabel(thread)], limit: 2 }),
    store.list(runs, { labels: ['active'] }),
  ])
  const waiting = active.filter((run) => run.thread === thread && waitingApprovals(run).length > 0)
  const [only, ...others] = [...asked.map(({ change }) => change), ...waiting.map(({ task }) => task)]
  if (only === undefined || others.length > 0) return undefined
  return sentenceCard(textsIn(language).changes.answer.sayExactly({ change: only }))
}
