import { environmentKey } from '../domain/environment.ts'
import { isOfRun } from '../domain/event-kinds.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import { runFrom } from '../domain/histories.ts'
import { targetOf } from '../domain/plan.ts'
import { runs, UNWATCHED } from '../domain/projections.ts'
import { nextLookAt } from '../domain/release-looks.ts'
import { awaitsWatch, type Run, runStream } from '../domain/run.ts'
import type { ReleaseHealth, RunEvent } from '../domain/run-events.ts'
import type { Clock } from '../ports/clock.ts'
import type { Documents, EventLog } from '../ports/event-store.ts'
import type { ReleaseJudge } from '../ports/judgement.ts'
import { startLogLoop } from '../runtime/log-loop.ts'
import type { Loop } from '../runtime/loop.ts'
import { transact } from '../runtime/transact.ts'

export interface ReleaseMonitorParts {
  readonly log: EventLog<ShipmateEvent> & Documents
  readonly clock: Clock
  readonly judge: ReleaseJudge
  /** `service/environment` of every configured place; others are not monitored. */
  readonly places: readonly string[]
  /** Short random ids for buttons. */
  readonly newId: () => string
  readonly onError: (error: unknown) => void
}

/**
 * Checks every release after it went live, until the verdict is clear or the time is up. Checks that were due while the bot
 * was down run once at the start.
 */
export function startReleaseMonitor({ log, clock, judge, places, newId, onError }: ReleaseMonitorParts): Loop {
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
    const now = clock.now()
    const health = isAt(run, places) ? await judge.judge(run, last.correlationId) : undefined
    const judged = judgedEvent(run, health, now, newId)
    const cause = { correlationId: last.correlationId, causationId: last.id, actor: 'release-monitor' }
    await transact(log, cause, clock.now(), async (transaction) => {
      const present = runFrom(await transaction.read(runStream(task)))
      // Another process may have checked meanwhile: each check counts once.
      if (!present || !awaitsWatch(present) || present.lookAgainAt !== run.lookAgainAt) return
      transaction.append(runStream(task), judged)
    })
  }

  return startLogLoop(log, { clock, round, onError }, isOfRun)
}

function isAt(run: Run, places: readonly string[]): boolean {
  const target = targetOf(run)
  return target !== undefined && places.includes(environmentKey(target.service, target.environment))
}

/** Only an inconclusive release is checked again; a failing one gets a rollback button. */
function judgedEvent(run: Run, health: ReleaseHealth | undefined, now: Date, newId: () => string): RunEvent {
  const { task, plan } = run
  const again = health?.verdict === 'watch' ? nextLookAt(liveAt(run), now) : undefined
  const canGoBack = health?.verdict === 'roll-back' && plan.kind === 'deploy' && plan.from !== undefined
  return {
    type: 'run.release.judged',
    task,
    ...(health && { health: canGoBack ? { ...health, button: newId() } : health }),
    ...(again && { again: again.toISOString() }),
  }
}

function dueAt(run: Run): number {
  const due = run.lookAgainAt ?? nextLookAt(liveAt(run), new Date(liveAt(run)))?.toISOString() ?? liveAt(run)
  return Date.parse(due)
}

function liveAt({ endedAt, requestedAt }: Run): string {
  return endedAt ?? requestedAt
}
