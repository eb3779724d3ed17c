import type { ShipmateEvent } from '../domain/events.ts'
import { correlationOf } from '../queries/correlation.ts'
import { type Transaction, transact } from '../runtime/transact.ts'
import type { RestoringParts } from './parts.ts'

/** What one thing that is open has come to, decided on its history. */
export interface Ending {
  readonly stream: string
  readonly decide: (transaction: Transaction) => Promise<readonly ShipmateEvent[]>
}

/** Appends what becomes of each; returns how many there are. */
export async function endEach({ store, clock }: RestoringParts, endings: readonly Ending[]): Promise<number> {
  for (const { stream, decide } of endings) {
    const cause = { correlationId: await correlationOf(store, stream), actor: 'shipmate' }
    await transact(store, cause, clock.now(), async (transaction) => {
      await transaction.read(stream)
      transaction.append(stream, ...(await decide(transaction)))
    })
  }
  return endings.length
}
