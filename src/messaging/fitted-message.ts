import { filesBelow } from '../cards/files-below.ts'
import { fitCard, MOST_PARTS } from '../cards/fit-card.ts'
import type { Capacity } from '../ports/capacity.ts'
import type { DesiredMessage } from '../ports/outbox.ts'
import { mayReplaceDraft, partKey } from './message-key.ts'

/**
 * An answer as the messages that show all of it, each with a key of its own, so that a crash between two of them posts only
 * what is missing. What is edited again and again (progress, questions, an answer while it grows) stays one message.
 */
export function fittedMessages(message: DesiredMessage, capacity: Capacity | undefined): readonly DesiredMessage[] {
  if (capacity === undefined || message.urgency !== 'answer' || message.draft) return [message]
  const fitting = fitCard(message.card, capacity)
  const cards = capacity.attachesOnlyToNew && mayReplaceDraft(message.key) ? filesBelow(fitting) : fitting
  const parts = cards.map((card, index): DesiredMessage => ({ ...message, key: partKey(message.key, index + 1), card }))
  const dropped = Array.from({ length: MOST_PARTS - parts.length }, (_, index) =>
    partKey(message.key, parts.length + index + 1),
  )
  return parts.map((part, index) => (index === 0 && dropped.length > 0 ? { ...part, dropped } : part))
}
