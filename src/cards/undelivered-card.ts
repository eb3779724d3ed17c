import type { Block, Card } from '../domain/card.ts'
import type { ThreadId } from '../domain/ids.ts'
import type { Texts } from '../texts/texts.ts'

/** Why something was not posted, of the reasons that its asker is told. */
export type ToldReason = keyof Texts['undelivered']['why']

/** A message that never arrived, as the person who asked for it is told. */
export interface Unposted {
  readonly card: Card
  readonly as: 'answer' | 'result' | 'decision'
  readonly why: ToldReason
  readonly asked: string
  readonly thread: ThreadId
}

/** Longer words of theirs say no more about which of their messages it is. */
const LONGEST_QUOTE = 80

/**
 * One sentence, and below it what the card says: a result has a direct message of its own. Its buttons are left out, since
 * nobody would change this card when they are pressed.
 */
export function undeliveredCard({ card, as, why, asked, thread }: Unposted, { undelivered }: Texts): Card {
  const sentence = undelivered[as]({ asked: quoted(asked), why: undelivered.why[why] })
  const shown = as === 'result' ? [] : [...titleOf(card), ...card.blocks.filter(({ kind }) => kind !== 'buttons')]
  return {
    tone: 'warning',
    title: undelivered.title,
    blocks: [{ kind: 'text', text: sentence }, ...shown, { kind: 'link', label: undelivered.place, thread }],
    ...(card.moments && { moments: card.moments }),
    ...(card.footnote !== undefined && as !== 'result' && { footnote: card.footnote }),
  }
}

function titleOf({ title }: Card): readonly Block[] {
  return title === undefined ? [] : [{ kind: 'text', text: title }]
}

function quoted(asked: string): string {
  const line = asked.replace(/\s+/g, ' ').trim()
  const letters = [...line]
  return letters.length <= LONGEST_QUOTE ? line : `${letters.slice(0, LONGEST_QUOTE - 1).join('')}…`
}
