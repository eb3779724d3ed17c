import { askAgain } from '../changes/request-confirmation.ts'
import type { Transaction } from '../runtime/transact.ts'
import { type AskParts, askQuestionAgain } from './ask.ts'
import type { Open } from './decide-words.ts'

/** Asks the same once more, if it is still open. @param again Why, as a sentence. */
export function askOpenAgain(parts: AskParts, transaction: Transaction, open: Open, again: string): Promise<void> {
  return open.kind === 'confirmation'
    ? askAgain(parts, transaction, open.confirmation, again)
    : askQuestionAgain(parts, transaction, open.question, again)
}
