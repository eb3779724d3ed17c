import { isChange } from '../../capabilities/capabilities.ts'
import type { ReceivedMessage } from '../../domain/message.ts'
import type { WhatCame } from './what-came.ts'

/** What an edit leads to. `closes`: the questions that are asked again, for the new words. */
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
  if (!came.isHandled || came.open.length > 0) return 'read-again'
  return isActedOn(came) && !came.isTold ? 'too-late' : 'nothing'
}

/** Pure: a deletion takes back what only was asked. */
export function decideDeletion({ isHandled, open }: WhatCame): 'nothing' | 'withdraw' {
  return isHandled && open.length === 0 ? 'nothing' : 'withdraw'
}

/** Somebody said yes to it, or it answered a question, or it needed neither. */
function isActedOn({ isAnswered, isRefused, handled }: WhatCame): boolean {
  if (isAnswered) return true
  if (handled === undefined || isRefused || handled.isReplied) return false
  return isChange(handled.intent) || handled.intent.startsWith('confirm.')
}
