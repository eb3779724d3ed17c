import { runs, schedules } from '../../../src/domain/projections.ts'
import { isRunEnded, isRunRequested } from '../../../src/domain/run-events.ts'
import type { CreateInvariant } from '../invariant.ts'

/** Everything that was started or scheduled comes to an end, once. */
export const noRunLost: CreateInvariant = ({ store, now }, { checked, broken }) => {
  const requested = new Map<string, number>()
  return {
    appended({ body }) {
      if (isRunRequested(body)) {
        if (requested.has(body.task)) broken(`${body.task} was started twice`)
        requested.set(body.task, 0)
      }
      if (!isRunEnded(body)) return
      const ends = (requested.get(body.task) ?? 0) + 1
      requested.set(body.task, ends)
      if (ends > 1) broken(`${body.task} ended ${ends} times`)
    },
    async ended() {
      checked(requested.size)
      for (const { task, state, steps } of await store.list(runs, { labels: ['active'] }))
        broken(`${task} never ended: ${state}, ${JSON.stringify(steps)}`)
      for (const { task, at } of await store.list(schedules, { labels: ['open'] }))
        if (Date.parse(at) < now().getTime()) broken(`${task} was scheduled for ${at} and nothing came of it`)
    },
  }
}
