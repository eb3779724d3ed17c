import { isChange } from '../../capabilities/capabilities.ts'
import type { ReceivedMessage } from '../../domain/message.ts'
import type { MessageOutcome } from './message-outcome.ts'

/** What an edit leads to. `close`: what it has asked is closed, and the new words are not read, since they are not said to the bot. */
export type EditDecision = 'nothing' | 'unchanged' | 'read-again' | 'close' | 'too-late'

/** How an edit came about. */
export interface Edit extends Pick<ReceivedMessage, 'by' | 'text'> {
  /** As new words they would be taken in now. */
  readonly isForBot: boolean
  /** The message was read again more often than anybody needs. */
  readonly isOneTooMany: boolean
  /** A newer one was taken already. */
  readonly isOutdated: boolean
}

/**
 * Pure: an edit updates a question that is still open and never runs anything again: that the message was acted on or answered
 * counts more than what is open. Who has edited something after that is told once; whatever only asked for an answer has it.
 */
export function decideEdit(
  before: ReceivedMessage,
  outcome: MessageOutcome,
  { by, text, isForBot, isOneTooMany, isOutdated }: Edit,
): EditDecision {
  if (by !== before.by || isOutdated) return 'nothing'
  if (text === before.text || text === '') return isDone(outcome) ? 'nothing' : 'unchanged'
  const isLate = isActedOn(outcome) || (outcome.isHandled && isOneTooMany)
  if (isLate) return outcome.isTold ? 'nothing' : 'too-late'
  if (isDone(outcome)) return 'nothing'
  return isForBot ? 'read-again' : 'close'
}

/** Pure: a deletion takes back what only was asked, by these very words. */
export function decideDeletion(outcome: MessageOutcome): 'nothing' | 'withdraw' {
  return isDone(outcome) ? 'nothing' : 'withdraw'
}

/** No edit and no deletion can change what comes of it. */
const isDone = (outcome: MessageOutcome): boolean =>
  isActedOn(outcome) || (outcome.isHandled && outcome.open.length === 0)

/** Somebody said yes to it, or it settled something, or it needed neither. */
function isActedOn({ isAnswered, isRefused, handled, open }: MessageOutcome): boolean {
  if (isAnswered) return true
  if (handled === undefined || isRefused || handled.isReplied) return false
  return handled.intent.startsWith('confirm.') || (open.length === 0 && isChange(handled.intent))
}
