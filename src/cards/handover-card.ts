import type { Block, Card } from '../domain/card.ts'
import type { Handover } from '../domain/handover.ts'
import type { Texts } from '../texts/texts.ts'
import { withMoments } from './moments.ts'
import { dateTime } from './words.ts'

/** Who hands over to whom, and what each thing is. */
export interface HandoverFacts {
  readonly by: string
  readonly to: string
  readonly titles: ReadonlyMap<string, string>
}

/** Offers what somebody has open to somebody else. In a thread that others read, things have their numbers only. */
export function handoverCard(handover: Handover, facts: HandoverFacts, reader: 'thread' | 'taker', texts: Texts): Card {
  const { state, to, expiresAt } = handover
  const { handover: words } = texts
  const { by } = facts
  if (state.kind === 'taken') return { ...doneCard(handover, facts, texts), title: words.title({ by }) }
  if (state.kind === 'expired')
    return { title: words.title({ by }), tone: 'neutral', blocks: [{ kind: 'text', text: words.expired }] }
  if (state.kind === 'withdrawn') {
    const withdrawn = words.withdrawn({ by })
    const text = reader === 'taker' ? withdrawn : `${state.reason} ${withdrawn}`
    return { title: words.title({ by }), tone: 'neutral', blocks: [{ kind: 'text', text }] }
  }
  const card: Card = {
    title: words.title({ by }),
    tone: 'progress',
    mention: to,
    blocks: openBlocks(handover, facts, reader, texts),
    footnote: words.until({ time: dateTime(expiresAt) }),
  }
  return withMoments(card, [expiresAt])
}

function openBlocks(
  { tasks, changes, besides = [], button }: Handover,
  { by, to, titles }: HandoverFacts,
  reader: 'thread' | 'taker',
  { handover: words }: Texts,
): readonly Block[] {
  const things = [...tasks, ...changes].map((id) => {
    const title = reader === 'taker' ? titles.get(id) : undefined
    return title === undefined ? `• ${id}` : `• ${id}: ${title}`
  })
  const stays = reader === 'taker' ? besides.map((line) => `• ${line}`) : []
  return [
    { kind: 'text', text: [words.offered({ to }), ...things].join('\n') },
    { kind: 'text', text: words.effect({ to, by }) },
    ...(stays.length > 0 ? [{ kind: 'text' as const, text: [words.besides({ by }), ...stays].join('\n') }] : []),
    { kind: 'buttons', buttons: [{ id: button, label: words.takeOver, style: 'primary' }] },
  ]
}

/** What became of it, and why some of it stays. */
export function doneCard(
  { state }: Handover,
  { to }: Pick<HandoverFacts, 'to'>,
  { handover: words, formats }: Texts,
): Card {
  const { tasks, changes, stays } = state.kind === 'taken' ? state : { tasks: [], changes: [], stays: [] }
  const things = [...tasks, ...changes]
  const taken = things.length > 0 ? words.taken({ to, things: formats.allOf(things) }) : words.nothingTaken({ to })
  const left = stays.map(({ what, because }) => words.stays[because]({ what, to }))
  return {
    tone: things.length > 0 ? 'success' : 'neutral',
    blocks: [{ kind: 'text', text: [taken, ...left].join('\n') }],
  }
}
