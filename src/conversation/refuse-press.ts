import { randomUUID } from 'node:crypto'
import type { CorrelationId } from '../domain/ids.ts'
import { type Refusal, type RequestRefused, refusalStream } from '../domain/refusal.ts'
import type { ButtonPress, PressAnswer } from '../ports/chat-platform.ts'
import { correlationOf } from '../queries/correlation.ts'
import { type Transaction, transact } from '../runtime/transact.ts'
import type { ConversationParts } from './parts.ts'

/** Records that a press was refused, and says why. @param about The stream of what the button belongs to, where that is known. */
export async function refusePress(
  { store, clock }: Pick<ConversationParts, 'store' | 'clock'>,
  press: ButtonPress,
  refusal: Refusal,
  about?: string,
): Promise<PressAnswer> {
  const id = randomUUID()
  const correlationId: CorrelationId = about === undefined ? id : await correlationOf(store, about)
  const cause = { correlationId, causationId: press.keys[0] ?? press.button, actor: press.by, inboxKeys: press.keys }
  const noted = await transact(store, cause, clock.now(), async (transaction) =>
    appendRefusal(transaction, press, refusal, about, id),
  )
  // The same press delivered again: the first delivery was answered.
  return noted.kind === 'duplicate' ? {} : { notice: refusal.reason }
}

export function appendRefusal(
  transaction: Transaction,
  { thread, by, button }: ButtonPress,
  refusal: Refusal,
  about: string | undefined,
  id: string,
): void {
  const refused: RequestRefused = {
    type: 'request.refused',
    thread,
    by,
    button,
    ...(about !== undefined && { about }),
    ...refusal,
  }
  transaction.append(refusalStream(id), refused)
}

export const outdated = (reason: string): Refusal => ({ why: 'outdated', reason })
