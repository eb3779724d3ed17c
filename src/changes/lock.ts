import { environmentStream } from '../domain/environment.ts'
import type { LockId } from '../domain/gates/place-lock.ts'
import { lockFrom, runFrom } from '../domain/histories.ts'
import type { TaskId } from '../domain/ids.ts'
import type { LockPlan } from '../domain/plans/lock.ts'
import type { UnlockPlan } from '../domain/plans/unlock.ts'
import { runStream } from '../domain/run.ts'
import { personBehind } from '../domain/same-person.ts'
import { nameOf } from '../queries/names.ts'
import { lockAt, lockPlace, unlockPlace } from '../runs/lock-place.ts'
import type { Transaction } from '../runtime/transact.ts'
import type { Texts } from '../texts/texts.ts'
import type { Actor } from './actor.ts'
import { hasOwnWish } from './own-wish.ts'
import type { ChangeParts } from './parts.ts'

type LockParts = Pick<ChangeParts, 'workflows' | 'store' | 'clock' | 'newId' | 'settings'>

/** Locks every place of the plan. @returns Why nothing was locked, as a sentence. */
export async function lockPlaces(
  { store, clock, newId, settings: { people = [] } }: LockParts,
  transaction: Transaction,
  { service, environments, minutes, reason }: LockPlan,
  lock: LockId,
  { by, thread, language }: Actor,
  { gates }: Texts,
): Promise<string | undefined> {
  const requested = {
    lock,
    by,
    ...(reason !== undefined && { reason }),
    expiresAt: new Date(clock.now().getTime() + minutes * 60_000).toISOString(),
    thread,
    ...(language && { language }),
    button: newId(),
  }
  for (const environment of environments) {
    const there = await lockAt(transaction, { service, environment })
    if (there && personBehind(there.by, people) !== personBehind(by, people))
      return gates.lock.lockedBy({ service, environment, by: await nameOf(store, there.by) })
  }
  for (const environment of environments) await lockPlace(transaction, { service, environment }, requested)
  return undefined
}

/** Unlocks every place of the plan whose lock is still there. @returns Why there was nothing to unlock, as a sentence. */
export async function unlockPlaces(
  parts: LockParts,
  transaction: Transaction,
  { service, locks, removes }: UnlockPlan,
  { by }: Actor,
  { gates }: Texts,
): Promise<string | undefined> {
  const { workflows, clock, store } = parts
  for (const { environment } of removes ? locks : []) {
    const place = { service, environment }
    const there = lockFrom(await transaction.read(environmentStream(service, environment)))
    const runOf = async (task: TaskId) => runFrom(await transaction.read(runStream(task)))
    if (there.lock && (await hasOwnWish(parts, by, place, there, runOf)))
      return gates.lock.notForOneself({ by: await nameOf(store, there.lock.by), environment })
  }
  const end = { by, ...(removes && { reason: removes.reason }) }
  let unlocked = 0
  for (const { environment, lock } of locks)
    if (await unlockPlace(transaction, { service, environment }, lock, end, workflows, clock.now())) unlocked += 1
  return unlocked === 0 ? gates.lock.notLocked({ service }) : undefined
}
