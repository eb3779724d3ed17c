import { environmentStream, evolveLock, nextInLine } from '../domain/environment.ts'
import type { LockEnd, LockEvent, LockId, LockRequested, PlaceLock } from '../domain/gates/place-lock.ts'
import { lockFrom } from '../domain/histories.ts'
import type { Place } from '../domain/place.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { Transaction } from '../runtime/transact.ts'
import { beginAcquired, passingIn } from './end-run.ts'

/** The lock that is at a place. */
export async function lockAt(
  transaction: Transaction,
  { service, environment }: Place,
): Promise<PlaceLock | undefined> {
  return lockFrom(await transaction.read(environmentStream(service, environment))).lock
}

/** Locks a place for a person, whose older lock there is over with that. */
export async function lockPlace(transaction: Transaction, place: Place, requested: LockRequested): Promise<void> {
  const { service, environment } = place
  const stream = environmentStream(service, environment)
  const lock = await lockAt(transaction, place)
  if (lock) {
    const ended = { lock: lock.lock, by: lock.by, replacedBy: requested.lock }
    transaction.append(stream, { type: 'environment.unlocked', service, environment, ...ended })
  }
  transaction.append(stream, { type: 'environment.locked', service, environment, ...requested })
}

/** Takes a lock away, and hands the place to the task that has waited longest. False when it is not there any more. */
export async function unlockPlace(
  transaction: Transaction,
  place: Place,
  lock: LockId,
  end: Omit<LockEnd, 'at'>,
  workflows: Workflows,
  now: Date,
): Promise<boolean> {
  const { service, environment } = place
  const stream = environmentStream(service, environment)
  const before = lockFrom(await transaction.read(stream))
  if (before.lock?.lock !== lock) return false
  const at = { service, environment, lock }
  const ended: LockEvent =
    end.by === undefined ? { type: 'lock.expired', ...at } : { type: 'environment.unlocked', ...at, ...end, by: end.by }
  const after = evolveLock(before, ended)
  const next = nextInLine(after, place, await passingIn(transaction, after))
  transaction.append(stream, ended, ...next)
  await beginAcquired(transaction, next, workflows, now)
  return true
}
