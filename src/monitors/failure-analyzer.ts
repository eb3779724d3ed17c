import { setImmediate as nextTurn } from 'node:timers/promises'
import { isOfRun } from '../domain/event-kinds.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import { runFrom } from '../domain/histories.ts'
import type { TaskId } from '../domain/ids.ts'
import { runs, UNEXPLAINED } from '../domain/projections.ts'
import { awaitsExplanation, type Run, runStream } from '../domain/run.ts'
import type { Explanation } from '../domain/run-events.ts'
import type { Clock } from '../ports/clock.ts'
import { type Documents, type EventLog, StoreUnavailableError } from '../ports/event-store.ts'
import type { FailureJudge } from '../ports/judgement.ts'
import { startLogLoop } from '../runtime/log-loop.ts'
import type { Loop, Thinking } from '../runtime/loop.ts'
import { transact } from '../runtime/transact.ts'

export interface FailureAnalyzerParts {
  readonly log: EventLog<ShipmateEvent> & Documents
  readonly clock: Clock
  readonly judge: FailureJudge & Thinking
  readonly onError: (error: unknown) => void
}

/** Polls without being woken, for failures whose process died before it had analysed them. */
const IDLE_LOOK_MS = 10_000
/** Pause before a failure that could not be recorded is retried. */
const RETRY_MS = 1_000

/**
 * Finds the cause of every failed run that left a log, then reports the failure. Failures are analysed in parallel, so that
 * none waits for another.
 */
export function startFailureAnalyzer({ log, clock, judge, onError }: FailureAnalyzerParts): Loop {
  const inHand = new Map<TaskId, Promise<void>>()

  const takeUp = (run: Run): void => {
    const done = explain(run)
      .catch((error: unknown) => {
        onError(error)
        clock.at(new Date(clock.now().getTime() + RETRY_MS), loop.wake)
      })
      .finally(() => inHand.delete(run.task))
    inHand.set(run.task, done)
  }

  const explain = async ({ task }: Run): Promise<void> => {
    const history = await log.readStream(runStream(task))
    const run = runFrom(history)
    if (!run || !awaitsExplanation(run)) return
    const failed = history.at(-1)
    const correlationId = failed?.correlationId ?? task
    const explanation = await madeOf(run, correlationId)
    const cause = { correlationId, actor: 'failure-analyzer', ...(failed && { causationId: failed.id }) }
    await transact(log, cause, clock.now(), async (transaction) => {
      const present = runFrom(await transaction.read(runStream(task)))
      if (!present || !awaitsExplanation(present)) return
      transaction.append(runStream(task), { type: 'run.failure.explained', task, ...(explanation && { explanation }) })
    })
  }

  /** Reports the failure even when no cause was found. */
  const madeOf = async (run: Run, correlationId: string): Promise<Explanation | undefined> => {
    try {
      return await judge.explain(run, correlationId)
    } catch (error) {
      if (error instanceof StoreUnavailableError) throw error
      onError(error)
      return undefined
    }
  }

  const round = async (): Promise<Date> => {
    for (const run of await log.list(runs, { labels: [UNEXPLAINED] })) if (!inHand.has(run.task)) takeUp(run)
    return new Date(clock.now().getTime() + IDLE_LOOK_MS)
  }

  const loop = startLogLoop(log, { clock, round, onError }, isOfRun)
  return {
    ...loop,
    async settled() {
      await loop.settled()
      // A failure that waits for a model takes no processor time.
      while (inHand.size > judge.waiting) await Promise.race([...inHand.values(), nextTurn()])
    },
    async stop() {
      await loop.stop()
      await Promise.all(inHand.values())
    },
  }
}
