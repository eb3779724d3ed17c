import { type DeviceCardFacts, devicesCard, peopleNeededCard } from '../cards/device-cards.ts'
import { cardLabel, drifts, runs } from '../domain/projections.ts'
import type { Run } from '../domain/run.ts'
import type { Documents } from '../ports/event-store.ts'
import type { DesiredMessage } from '../ports/outbox.ts'
import { textsIn } from '../texts/texts-in.ts'
import { messagesInLanguage } from './messages-in-language.ts'

/**
 * What the thread of a deployment shows of the devices that have drifted from it: one message for what is fixed unasked,
 * and one, which notifies, for what people are needed for.
 */
export async function deviceMessages(
  drift: string,
  correlationId: string,
  documents: Documents,
): Promise<readonly DesiredMessage[]> {
  const one = await documents.get(drifts, drift)
  const run = one && (await documents.get(runs, one.task))
  if (!run || one.card === undefined) return []
  const all = await documents.list(drifts, { labels: [cardLabel(one.card)] })
  const facts: DeviceCardFacts = { drifts: all.toReversed(), fixes: await fixesOf(all, documents), notify: run.by }
  const texts = textsIn(run.language)
  const to = { kind: 'thread', thread: run.thread } as const
  const quiet = devicesCard(facts, texts)
  const needed = peopleNeededCard(facts, texts)
  const messages: readonly DesiredMessage[] = [
    ...(quiet ? [{ key: `devices-${one.card}`, to, card: quiet, urgency: 'progress' as const, correlationId }] : []),
    ...(needed
      ? [{ key: `devices-needed-${one.card}`, to, card: needed, urgency: 'answer' as const, correlationId }]
      : []),
  ]
  return messagesInLanguage(messages, run.language)
}

async function fixesOf(
  all: readonly { readonly decision?: { readonly task?: string } }[],
  documents: Documents,
): Promise<ReadonlyMap<string, Run>> {
  const tasks = all.flatMap(({ decision }) => decision?.task ?? [])
  const found = await Promise.all(tasks.map((task) => documents.get(runs, task)))
  return new Map(found.flatMap((run) => (run ? [[run.task, run] as const] : [])))
}
