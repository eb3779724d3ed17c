import { isChange } from '../../capabilities/capabilities.ts'
import type { ReceivedMessage } from '../../domain/message.ts'
import type { WhatCame } from './what-came.ts'

/** What an edit leads to. */
export type EditDecision = 'nothing' | 'read-again' | 'too-late'

/**
 * Pure: an edit updates a question that is still open and never runs anything again. Who has edited something after it was
 * acted on is told once; whatever only asked for an answer has it.
 */
export function decideEdit(
  before: ReceivedMessage,
  came: WhatCame,
  edit: Pick<ReceivedMessage, 'by' | 'text'>,
): EditDecision {
  if (edit.by !== before.by || edit.text === before.text || edit.text === '') return 'nothing'
  if (isOnlyAsked(came)) return 'read-again'
  return isActedOn(came) && !came.isTold ? 'too-late' : 'nothing'
}

/** Pure: a deletion takes back what only was asked. */
export function decideDeletion(came: WhatCame): 'nothing' | 'withdraw' {
  return isOnlyAsked(came) ? 'withdraw' : 'nothing'
}

/** Nothing has come of it but a question. What it started, or what was answered, is never taken back. */
function isOnlyAsked({ isHandled, isAnswered, open }: WhatCame): boolean {
  return !isHandled || (!isAnswered && open.length > 0)
}

/** Somebody said yes to it, or it answered a question, or it needed neither. */
function isActedOn({ isAnswered, isRefused, handled }: WhatCame): boolean {
  if (isAnswered) return true
  if (handled === undefined || isRefused || handled.isReplied) return false
  return isChange(handled.intent) || handled.intent.startsWith('confirm.')
}
