import { sentenceCard } from '../cards/sentence-card.ts'
import { type MessageDeleted, type MessageEdited, replyKey } from '../domain/message.ts'
import type { DesiredMessage } from '../ports/outbox.ts'
import { textsIn } from '../texts/texts-in.ts'

/** What a thread shows of a message that was edited or deleted: that nothing is made of an edit, once, and the end of a thought. */
export function editedMessages(
  event: MessageEdited | MessageDeleted,
  correlationId: string,
): readonly DesiredMessage[] {
  const { message, thread, language, pondered } = event
  const { changed } = textsIn(language).conversation
  const about = (key: string, sentence: string): DesiredMessage => ({
    key,
    to: { kind: 'thread', thread },
    card: sentenceCard(sentence),
    urgency: 'answer',
    correlationId,
  })
  if (event.type === 'message.deleted') return pondered ? [about(replyKey(message), changed.deleted)] : []
  if (event.as !== undefined) return pondered ? [about(replyKey(message), changed.readAgain)] : []
  switch (event.instead) {
    case 'unread':
      return [about(`edited-${message}`, changed.unread)]
    // The card of what was closed says so itself.
    case 'closed':
      return pondered ? [about(replyKey(message), changed.closed)] : []
    default:
      return [about(`edited-${message}`, changed.tooLate)]
  }
}
