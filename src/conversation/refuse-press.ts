import { randomUUID } from 'node:crypto'
import type { EnvironmentId, ServiceId } from '../domain/ids.ts'
import { type Refusal, refusalStream } from '../domain/refusal.ts'
import type { ButtonPress, PressAnswer } from '../ports/chat-platform.ts'
import { correlationOf } from '../queries/correlation.ts'
import { type Transaction, transact } from '../runtime/transact.ts'
import type { ConversationParts } from './parts.ts'

/** What a button belongs to: its stream, and the place that it is about. */
export interface PressedOn {
  readonly about: string
  readonly place?: { readonly service?: ServiceId; readonly environment?: EnvironmentId }
}

/** Records that a press was refused, and says why. @param on Left out where nobody knows the button any more. */
export async function refusePress(
  { store, clock }: Pick<ConversationParts, 'store' | 'clock'>,
  press: ButtonPress,
  refusal: Refusal,
  on?: PressedOn,
): Promise<PressAnswer> {
  const id = randomUUID()
  const correlationId = on ? await correlationOf(store, on.about) : id
  const cause = { correlationId, causationId: press.keys[0] ?? press.button, actor: press.by, inboxKeys: press.keys }
  const noted = await transact(store, cause, clock.now(), async (transaction) =>
    appendRefusal(transaction, press, refusal, on, id),
  )
  // The same press delivered again: the first delivery was answered.
  return noted.kind === 'duplicate' ? {} : { notice: refusal.reason }
}

export function appendRefusal(
  transaction: Transaction,
  { thread, by, button }: ButtonPress,
  refusal: Refusal,
  on: PressedOn | undefined,
  id: string = randomUUID(),
): void {
  const { about, place } = on ?? {}
  transaction.append(refusalStream(id), {
    type: 'request.refused',
    thread,
    by,
    button,
    ...(about !== undefined && { about }),
    ...place,
    ...refusal,
  })
}

export const outdated = (reason: string): Refusal => ({ why: 'outdated', reason })
