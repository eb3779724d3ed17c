import { sentenceCard } from '../cards/sentence-card.ts'
import { type MessageDeleted, type MessageEdited, replyKey } from '../domain/message.ts'
import type { DesiredMessage } from '../ports/outbox.ts'
import { textsIn } from '../texts/texts-in.ts'

/** What a thread shows of a message that was edited or deleted: that an edit came too late, once, and the end of a thought. */
export function changedMessages(
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
  if (event.type === 'message.edited' && event.as === undefined) return [about(`edited-${message}`, changed.tooLate)]
  if (!pondered) return []
  return [about(replyKey(message), event.type === 'message.edited' ? changed.readAgain : changed.deleted)]
}
