import { isRunRequested } from '../../../src/domain/run.ts'
import type { CreateInvariant } from '../invariant.ts'

/** No task has its turn at a place that somebody else has locked; what had its turn before is finished. */
export const noLockIgnored: CreateInvariant = ({ now }, { checked, broken }) => {
  const locks = new Map<string, { readonly lock: string; readonly by: string; readonly until: number }>()
  const askedBy = new Map<string, string>()
  /** The tasks that had their turn, before it was known who asked for them: both come in one append. */
  const check = (task: string, place: string): void => {
    const lock = locks.get(place)
    if (!lock || now().getTime() >= lock.until) return
    checked()
    const by = askedBy.get(task)
    if (by !== undefined && by !== lock.by)
      broken(`${task} of ${by} had its turn at ${place}, which ${lock.by} had locked`)
  }
  const turns = new Map<string, string>()
  return {
    appended({ body }) {
      switch (body.type) {
        case 'environment.locked':
          locks.set(`${body.service}/${body.environment}`, {
            lock: body.lock,
            by: body.by,
            until: Date.parse(body.expiresAt),
          })
          return
        case 'environment.unlocked':
        case 'lock.expired':
          if (locks.get(`${body.service}/${body.environment}`)?.lock === body.lock)
            locks.delete(`${body.service}/${body.environment}`)
          return
        case 'environment.lock.acquired':
          turns.set(body.task, `${body.service}/${body.environment}`)
          if (askedBy.has(body.task)) check(body.task, `${body.service}/${body.environment}`)
          return
        default: {
          if (!isRunRequested(body)) return
          askedBy.set(body.task, body.by)
          const place = turns.get(body.task)
          if (place !== undefined) check(body.task, place)
        }
      }
    },
  }
}
