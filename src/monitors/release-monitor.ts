import { environmentKey } from '../domain/environment.ts'
import { isOfRun } from '../domain/event-kinds.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import { runFrom } from '../domain/histories.ts'
import { targetOf } from '../domain/plan.ts'
import { runs, UNWATCHED } from '../domain/projections.ts'
import { nextLookAt } from '../domain/release-looks.ts'
import { awaitsWatch, type Run, runStream } from '../domain/run.ts'
import type { ReleaseHealth, RunEvent } from '../domain/run-events.ts'
import type { RatePoint } from '../domain/traffic.ts'
import type { Clock } from '../ports/clock.ts'
import type { Documents, EventLog } from '../ports/event-store.ts'
import type { ReleaseJudge } from '../ports/judgement.ts'
import type { Traffic } from '../ports/traffic.ts'
import { errorRates } from '../queries/error-rates.ts'
import { startLogLoop } from '../runtime/log-loop.ts'
import type { Loop } from '../runtime/loop.ts'
import { transact } from '../runtime/transact.ts'

export interface ReleaseMonitorParts {
  readonly log: EventLog<ShipmateEvent> & Documents
  readonly clock: Clock
  readonly judge: ReleaseJudge
  /** What the requests of a failing release are measured by; left out where nothing measures them. */
  readonly traffic?: Traffic
  /** `service/environment` of every configured place; others are not monitored. */
  readonly places: readonly string[]
  /** Short random ids for buttons. */
  readonly newId: () => string
  readonly onError: (error: unknown) => void
}

/** What the picture of a failing release looks back over. */
const LEAST_MINUTES = 10
const MOST_MINUTES = 120

/**
 * Checks every release after it went live, until the verdict is clear or the time is up. Checks that were due while the bot
 * was down run once at the start.
 */
export function startReleaseMonitor({ log, clock, judge, traffic, places, newId, onError }: ReleaseMonitorParts): Loop {
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
    const rates = health?.verdict === 'roll-back' && traffic ? await ratesAround(run, traffic, now) : []
    const judged = judgedEvent(run, health && { ...health, ...(rates.length > 0 && { rates }) }, now, newId)
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

/** From as long before it went live as it has been live since, so that a reader sees what changed. Never rejects. */
async function ratesAround(run: Run, traffic: Traffic, now: Date): Promise<readonly RatePoint[]> {
  const target = targetOf(run)
  if (!target) return []
  const liveMinutes = (now.getTime() - Date.parse(liveAt(run))) / 60_000
  const minutes = Math.min(MOST_MINUTES, Math.max(LEAST_MINUTES, Math.ceil(liveMinutes * 2)))
  return errorRates(target, minutes, traffic, now).catch(() => [])
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
