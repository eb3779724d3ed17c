import type { ShipmateEvent } from '../domain/events.ts'
import { runFrom } from '../domain/histories.ts'
import type { TaskId } from '../domain/ids.ts'
import { PAUSED, runs } from '../domain/projections.ts'
import { runStream, workflowOf } from '../domain/run.ts'
import { nextResumption, resumeSteps } from '../domain/run-decisions.ts'
import { DUE, dueAt, hourLabel, timers } from '../domain/timers.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { Clock } from '../ports/clock.ts'
import type { Documents, EventLog } from '../ports/event-store.ts'
import { startLogLoop } from '../runtime/log-loop.ts'
import type { Loop } from '../runtime/loop.ts'
import { transact } from '../runtime/transact.ts'
import { appendToRun } from './end-run.ts'

export interface ResumptionParts {
  readonly log: EventLog<ShipmateEvent> & Documents
  readonly clock: Clock
  readonly workflows: Workflows
  readonly onError: (error: unknown) => void
}

/** What may make something due earlier than is known: nothing else needs a look at all that waits. */
const TIMERS: ReadonlySet<ShipmateEvent['type']> = new Set([
  ...(['run.step.paused', 'run.step.waiting', 'run.step.retried'] as const),
  ...(['run.cancel.requested', 'run.canary.promoted', 'run.step.woken'] as const),
])
const setsTimer = (type: ShipmateEvent['type']): boolean => TIMERS.has(type)

/** Before a step that could not be asked for is tried again. */
const RETRY_MS = 5_000

const HOUR_MS = 3_600_000

interface Paused {
  readonly task: TaskId
  /** In milliseconds. */
  readonly due: number
}

/**
 * Everything that is due at some moment. Once an hour: between, only what is due in it is looked at, however much else waits.
 * @param isFirst What an earlier version has noted counts too: it knew no timers.
 */
async function allPaused(documents: Documents, isFirst: boolean): Promise<readonly Paused[]> {
  const noted = (await documents.list(timers)).map((one) => ({ task: one.task, due: dueAt(one) }))
  if (!isFirst) return noted
  const known = new Set(noted.map(({ task }) => task))
  const older = (await documents.list(runs, { labels: [PAUSED] })).filter(({ task }) => !known.has(task))
  return [...noted, ...older.map((run) => ({ task: run.task, due: nextResumption(run) ?? Number.POSITIVE_INFINITY }))]
}

/** Of the hour before, too: what was decided on at its end may come into the log when that hour has been looked through. */
async function pausedWithin(documents: Documents, now: Date): Promise<readonly Paused[]> {
  const hours = [new Date(now.getTime() - HOUR_MS), now].map(hourLabel)
  const found = await Promise.all([DUE, ...hours].map((label) => documents.list(timers, { labels: [label] })))
  return found.flat().map((one) => ({ task: one.task, due: dueAt(one) }))
}

const hourAfter = (now: Date): number => (Math.floor(now.getTime() / HOUR_MS) + 1) * HOUR_MS

/** Asks again for steps whose pause is over. What was due while the bot was away is asked for at the start. */
export function startResumption({ log, clock, workflows, onError }: ResumptionParts): Loop {
  let isFirst = true
  let swept: string | undefined
  const round = async (): Promise<Date | undefined> => {
    const now = clock.now()
    const hour = hourLabel(now)
    const isToSweep = swept !== hour
    const paused = isToSweep ? await allPaused(log, isFirst) : await pausedWithin(log, now)
    isFirst = false
    const due = paused.filter((run) => run.due <= now.getTime())
    // One that cannot be resumed must not hold up the others.
    const resumed = await Promise.allSettled(due.map(({ task }) => resume(task, now)))
    const faults = resumed.filter((one) => one.status === 'rejected')
    for (const { reason } of faults) onError(reason)
    // What could not be resumed may be of an hour that is over by the next round.
    swept = faults.length > 0 ? undefined : hour
    const retry = faults.length > 0 ? now.getTime() + RETRY_MS : Number.POSITIVE_INFINITY
    // What was noted since the hour was looked through may be due in any of the next.
    const nextHour = isToSweep ? Number.POSITIVE_INFINITY : hourAfter(now)
    const next = Math.min(retry, nextHour, ...paused.map((run) => run.due).filter((at) => at > now.getTime()))
    return Number.isFinite(next) ? new Date(next) : undefined
  }

  const resume = async (task: TaskId, now: Date): Promise<void> => {
    const stream = runStream(task)
    const correlationId = (await log.readStream(stream))[0]?.correlationId ?? task
    await transact(log, { correlationId, actor: 'resumption' }, now, async (transaction) => {
      const run = runFrom(await transaction.read(stream))
      const events = run ? resumeSteps(run, workflowOf(run, workflows), now) : []
      if (run && events.length > 0) await appendToRun(transaction, run, events, workflows, now)
    })
  }

  return startLogLoop(log, { clock, round, onError }, setsTimer)
}
