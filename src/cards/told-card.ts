import type { Card } from '../domain/card.ts'
import type { UserId } from '../domain/ids.ts'

/** Tells somebody how a task ended because whoever asked for it wished so. @param result The card of its end. */
export function toldCard({ title, tone }: Card, user: UserId, askedBy: string): Card {
  const end = title ?? 'The task has ended'
  return {
    tone,
    mention: user,
    blocks: [{ kind: 'text', text: `${end}. ${askedBy} asked me to tell you.` }],
  }
}
