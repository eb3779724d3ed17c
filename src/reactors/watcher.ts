import type { ShipmateEvent } from '../domain/events.ts'
import { runFrom } from '../domain/histories.ts'
import { runs, UNWATCHED } from '../domain/projections.ts'
import { awaitsWatch, type Run, runStream } from '../domain/run.ts'
import { transact } from '../log/transact.ts'
import type { Clock } from '../ports/clock.ts'
import type { Documents, EventLog } from '../ports/event-store.ts'
import type { ReleaseJudge } from '../ports/judgement.ts'
import { type Loop, startLoop } from './loop.ts'

export interface WatcherParts {
  readonly log: EventLog<ShipmateEvent> & Documents
  readonly clock: Clock
  readonly judge: ReleaseJudge
  readonly onError: (error: unknown) => void
}

/** A release that starts well may still fall over under its users; by then that shows. */
const WATCH_MS = 2 * 60 * 1000

/** Has every release looked at a while after it went live. What was due while the bot was away is due at the start. */
export function startWatcher({ log, clock, judge, onError }: WatcherParts): Loop {
  const round = async (): Promise<Date | undefined> => {
    const waiting = await log.list(runs, { labels: [UNWATCHED] })
    const now = clock.now().getTime()
    for (const run of waiting) if (dueAt(run) <= now) await look(run)
    const next = Math.min(...waiting.map(dueAt).filter((at) => at > now))
    return Number.isFinite(next) ? new Date(next) : undefined
  }

  const look = async ({ task }: Run): Promise<void> => {
    const history = await log.readStream(runStream(task))
    const run = runFrom(history)
    const last = history.at(-1)
    if (!run || !last || !awaitsWatch(run)) return
    const health = await judge.judge(run, last.correlationId)
    const cause = { correlationId: last.correlationId, causationId: last.id, actor: 'watcher' }
    await transact(log, cause, clock.now(), async (transaction) => {
      const present = runFrom(await transaction.read(runStream(task)))
      if (!present || !awaitsWatch(present)) return
      transaction.append(runStream(task), { type: 'run.release.judged', task, ...(health && { health }) })
    })
  }

  const loop = startLoop({ clock, round, onError })
  const unsubscribe = log.onAppended(loop.wake)
  return {
    ...loop,
    async stop() {
      unsubscribe()
      await loop.stop()
    },
  }
}

function dueAt({ endedAt, requestedAt }: Run): number {
  return Date.parse(endedAt ?? requestedAt) + WATCH_MS
}
