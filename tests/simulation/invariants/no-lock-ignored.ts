import { isRunRequested, type RunRequested } from '../../../src/domain/run-events.ts'
import type { CreateInvariant } from '../invariant.ts'

interface Lock {
  readonly lock: string
  readonly by: string
  readonly until: number
}

/**
 * No task has its turn at a place that somebody else has locked, unless a change request sets that lock aside; what had its
 * turn before is finished.
 */
export const noLockIgnored: CreateInvariant = ({ now, personOf }, { checked, broken }) => {
  const locks = new Map<string, Lock>()
  const askedBy = new Map<string, string>()
  const turns = new Map<string, string>()
  /** Tasks that may pass a lock: others have permitted it, or an approval demanded that a release be put back. */
  const mayPass = new Map<string, readonly string[] | 'any'>()
  /** Tasks that a lock has met: that their turn comes at the right time says something. */
  const met = new Set<string>()

  /** Called when both are known: who asked, and that the turn has come. One append may bring both. */
  const check = (task: string): void => {
    const by = askedBy.get(task)
    const place = turns.get(task)
    if (by === undefined || place === undefined) return
    turns.delete(task)
    const lock = locks.get(place)
    if (lock) met.add(task)
    if (met.has(task)) checked()
    const passes = mayPass.get(task) ?? []
    if (!lock || passes === 'any' || passes.includes(lock.lock)) return
    if (now().getTime() < lock.until && personOf(by) !== personOf(lock.by))
      broken(`${task} of ${by} had its turn at ${place}, which ${lock.by} had locked`)
  }
  return {
    appended({ body }) {
      if (isRunRequested(body)) {
        askedBy.set(body.task, body.by)
        mayPass.set(body.task, body.restoresFor === undefined ? setAside(body) : 'any')
        check(body.task)
        return
      }
      if (!('environment' in body)) return
      const place = `${body.service}/${body.environment}`
      switch (body.type) {
        case 'environment.locked':
          locks.set(place, { lock: body.lock, by: body.by, until: Date.parse(body.expiresAt) })
          return
        case 'environment.unlocked':
        case 'lock.expired':
          if (locks.get(place)?.lock === body.lock) locks.delete(place)
          return
        case 'environment.lock.queued':
          if (locks.has(place)) met.add(body.task)
          return
        case 'environment.lock.acquired':
          turns.set(body.task, place)
          check(body.task)
      }
    },
  }
}

function setAside({ change, overrides = [] }: RunRequested): readonly string[] {
  return change === undefined ? [] : overrides
}
