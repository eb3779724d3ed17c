import { cardText } from '../../../src/cards/card-text.ts'
import type { Card } from '../../../src/domain/card.ts'
import type { Slots } from '../../../src/domain/understanding.ts'

/** What somebody asks for: in words, or as data. */
export type Asking = { readonly words: string } | { readonly intent: string; readonly slots: Slots }

/** The bot's first answer. */
export interface Shown {
  /** The id of the message in the log. */
  readonly message: string
  readonly title?: string | undefined
  readonly tone: string
  /** The whole card in words, its buttons included. */
  readonly content: string
}

/** A way to talk to the bot, as one person or with one token. */
export interface Surface {
  readonly name: string
  /** In a conversation of its own. */
  ask(asking: Asking): Promise<Shown>
  close(): Promise<void>
}

export const shownCard = (message: string, card: Card): Shown => ({
  ...{ message, tone: card.tone, content: cardText(card) },
  title: card.title,
})

/**
 * The same card for all: numbers of tasks, moments, and how far a task is, differ from one request to the next. So does by
 * which entry somebody has a role: a token has none that everybody has.
 */
export function withoutWhatVaries({ title, tone, content }: Shown) {
  const plain = (text: string): string =>
    text
      .replaceAll(/\b(TASK|LOCK|CHG)-\d+/g, '$1-n')
      .replaceAll(/(\d{4}-\d\d-\d\d )?\d\d:\d\d UTC/g, 'hh:mm UTC')
      .replaceAll(/\b(just now|\d+ (s|min|ms|h)( ago)?)\b/g, 'n s')
  const lines = plain(content)
    .split('\n')
    .filter((line) => !/^[●○✓✗] /.test(line) && !line.startsWith('• role '))
  return { title: title && plain(title), tone, content: lines }
}
