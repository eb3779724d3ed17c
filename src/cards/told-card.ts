import type { Card } from '../domain/card.ts'
import type { UserId } from '../domain/ids.ts'
import type { Texts } from '../texts/texts.ts'

/** Tells somebody how a task ended, as the person who asked for it wished. @param result The card of its end. */
export function toldCard({ title, tone }: Card, user: UserId, askedBy: string, { telling }: Texts): Card {
  return {
    tone,
    mention: user,
    blocks: [{ kind: 'text', text: telling.askedToTell({ end: title ?? telling.ended, by: askedBy }) }],
  }
}
