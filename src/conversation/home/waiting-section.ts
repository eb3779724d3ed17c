import type { Card } from '../../domain/card.ts'
import type { WaitingCard } from '../../ports/web-reads.ts'
import type { Texts } from '../../texts/texts.ts'

/** Each may take ten blocks of a page that has a hundred. */
const CARDS_SHOWN = 5

/** What waits for its reader's word, the soonest to expire first, with the buttons that it has in its thread. */
export function waitingSection(waiting: readonly WaitingCard[], { home }: Texts): readonly Card[] {
  const heading = (text?: string): Card => ({
    title: home.waiting,
    tone: 'neutral',
    blocks: text === undefined ? [] : [{ kind: 'text', text }],
  })
  if (waiting.length === 0) return [heading(home.nothingWaits)]
  const left = waiting.length - CARDS_SHOWN
  return [
    heading(),
    // Nobody is called to a page that they have open.
    ...waiting.slice(0, CARDS_SHOWN).map(({ card: { mention: _, ...card } }) => card),
    ...(left > 0
      ? [{ tone: 'neutral' as const, blocks: [{ kind: 'text' as const, text: home.more({ count: left }) }] }]
      : []),
  ]
}
