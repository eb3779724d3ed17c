import { doneCard, handoverCard } from '../cards/handover-card.ts'
import type { Card } from '../domain/card.ts'
import type { Handover } from '../domain/handover.ts'
import { changes, conversations, handovers, runs } from '../domain/projections.ts'
import type { Documents } from '../ports/event-store.ts'
import type { DesiredMessage } from '../ports/outbox.ts'
import { nameOf } from '../queries/names.ts'
import { planTitle } from '../texts/plan-words.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import { messagesInLanguage } from './messages-in-language.ts'

/** An offer in its thread and, for whoever may take it over, in person; whoever made it hears what became of it. */
export async function handoverMessages(
  id: string,
  correlationId: string,
  documents: Documents,
): Promise<readonly DesiredMessage[]> {
  const handover = await documents.get(handovers, id)
  if (!handover) return []
  const texts = textsIn(handover.language)
  const [by, to, titles, conversation] = await Promise.all([
    nameOf(documents, handover.by),
    nameOf(documents, handover.to),
    titlesOf(handover, documents, texts),
    documents.get(conversations, handover.thread),
  ])
  const facts = { by, to, titles }
  const said = { urgency: 'decision', correlationId } as const
  const direct = (user: string) => ({ kind: 'direct', user }) as const
  const done = handover.state.kind === 'taken' ? doneCard(handover, facts, texts) : undefined
  // Of what is offered where nobody else reads, its person hears there.
  const isAlone = conversation?.direct ?? false
  const messages: readonly DesiredMessage[] = [
    {
      ...said,
      key: `handover-${id}`,
      to: { kind: 'thread', thread: handover.thread },
      card: isAlone
        ? withoutMention(handoverCard(handover, facts, 'taker', texts))
        : handoverCard(handover, facts, 'thread', texts),
    },
    { ...said, key: `handover-${id}-to`, to: direct(handover.to), card: handoverCard(handover, facts, 'taker', texts) },
    ...(done ? [{ ...said, key: `handover-${id}-done`, to: direct(handover.by), card: done }] : []),
  ]
  return messagesInLanguage(messages, handover.language)
}

function withoutMention({ mention: _, ...card }: Card): Card {
  return card
}

async function titlesOf(
  { tasks, changes: asked }: Handover,
  documents: Documents,
  texts: Texts,
): Promise<ReadonlyMap<string, string>> {
  const [foundRuns, foundChanges] = await Promise.all([
    Promise.all(tasks.map((task) => documents.get(runs, task))),
    Promise.all(asked.map((change) => documents.get(changes, change))),
  ])
  return new Map([
    ...foundRuns.flatMap((run) => (run ? [[run.task, planTitle(run.plan, texts)] as const] : [])),
    ...foundChanges.flatMap((one) => (one ? [[one.change, planTitle(one.plan, texts)] as const] : [])),
  ])
}
