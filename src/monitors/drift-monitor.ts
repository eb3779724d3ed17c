import { type Drift, type DriftEvent, driftStream, type ObservedPlace, sameAttempts } from '../domain/drift.ts'
import { changeAfter, isToldByWatcher, lookedAgain, recurrenceOf, type Seen } from '../domain/drift-looks.ts'
import { type EnvironmentState, environmentKey, environmentStream, type LiveRelease } from '../domain/environment.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import { driftFrom } from '../domain/histories.ts'
import { drifts, environmentLabel, environments, runs, serviceLabel } from '../domain/projections.ts'
import { runStream } from '../domain/run.ts'
import type { Clock } from '../ports/clock.ts'
import type { Documents, EventLog } from '../ports/event-store.ts'
import type { HealthProbe } from '../ports/health-probe.ts'
import type { DriftJudge } from '../ports/judgement.ts'
import type { Recipes } from '../ports/recipes.ts'
import { correlationOf } from '../queries/correlation.ts'
import { failedAttempts } from '../queries/failed-attempts.ts'
import { observePlace } from '../queries/observe-place.ts'
import { type Loop, startLoop } from '../runtime/loop.ts'
import { type Cause, transact } from '../runtime/transact.ts'

export interface DriftMonitorParts {
  readonly log: EventLog<ShipmateEvent> & Documents
  readonly clock: Clock
  readonly delivery: HealthProbe & Recipes
  readonly judge: DriftJudge
  /** `service/environment` of every configured place; others are not monitored. */
  readonly places: readonly string[]
  /** Short random ids for drifts and their buttons. */
  readonly newId: () => string
  readonly onError: (error: unknown) => void
}

const LOOK_EVERY_MS = 30_000

/**
 * Compares what is running everywhere with what should be, records lasting differences, and asks for a fix to propose. It
 * fixes nothing by itself. Observations are kept in memory: after a restart it starts over.
 */
export function startDriftMonitor(parts: DriftMonitorParts): Loop {
  const { log, clock, places, onError } = parts
  const seen = new Map<string, Seen>()
  let nextAt = clock.now().getTime()

  const round = async (): Promise<Date> => {
    const waitMs = nextAt - clock.now().getTime()
    // Woken too early: checking twice at one moment is useless. A longer wait means that the clock was set back.
    if (waitMs <= 0 || waitMs > LOOK_EVERY_MS) {
      nextAt = clock.now().getTime() + LOOK_EVERY_MS
      const [states, open] = await Promise.all([log.list(environments), log.list(drifts, { labels: ['open'] })])
      const live = states.flatMap((place) => liveAt(place, open)).filter(({ key }) => places.includes(key))
      await Promise.all(live.map(look))
    }
    return new Date(nextAt)
  }

  // One place that cannot be checked must not hide the others.
  const look = (live: Live): Promise<void> => lookAt(live).catch(onError)

  const lookAt = async (live: Live): Promise<void> => {
    const { key, place, current, open } = live
    // The task that is changing it reports how that ends.
    if (place.holder !== undefined) return void seen.delete(key)
    const observed = await observePlace(place, log, parts.delivery)
    const now = clock.now()
    await noteStop(log, live, observed, now)
    // A release stopped on purpose is no drift.
    if (observed?.isIntended) {
      seen.delete(key)
      if (open) await endedByStop(log, open, now)
      return
    }
    const looked = lookedAgain(seen.get(key), { task: current.task, observed }, now.getTime())
    seen.set(key, looked)
    const hasChanged = changeAfter(open, looked, now.getTime()).kind !== 'none'
    if (!hasChanged && !open) return
    const cause = { correlationId: await correlationOf(log, runStream(current.task)), actor: 'drift-monitor' }
    const drift = hasChanged ? await noted(parts, live, looked, cause, now) : open
    if (drift) await judged(parts, drift, cause)
  }

  return startLoop({ clock, round, onError })
}

/** A place where a release should be live. */
interface Live {
  readonly key: string
  readonly place: EnvironmentState
  readonly current: LiveRelease
  readonly open: Drift | undefined
}

function liveAt(place: EnvironmentState, drifts: readonly Drift[]): readonly Live[] {
  const { service, environment, current } = place
  if (!current) return []
  const open = drifts.find((one) => one.service === service && one.environment === environment)
  return [{ key: environmentKey(service, environment), place, current, open }]
}

/** Records that somebody has stopped a release, or that it runs again: cards that call it live are drawn again. */
async function noteStop(
  log: DriftMonitorParts['log'],
  { key, place: { service, environment }, current }: Live,
  observed: ObservedPlace | undefined,
  now: Date,
): Promise<void> {
  const isStopped = observed?.isIntended ?? false
  const isChange = (live: LiveRelease): boolean =>
    isStopped ? live.stoppedAt === undefined : live.stoppedAt !== undefined && observed === undefined
  if (!isChange(current)) return
  const { task } = current
  const cause = { correlationId: await correlationOf(log, runStream(task)), actor: 'drift-monitor' }
  await transact(log, cause, now, async (transaction) => {
    const stream = environmentStream(service, environment)
    await transaction.read(stream)
    const place = await log.get(environments, key)
    // Whoever holds the place is about to change what runs there.
    if (place?.holder !== undefined || place?.current?.task !== task || !isChange(place.current)) return
    const type = isStopped ? 'environment.stopped' : 'environment.resumed'
    transaction.append(stream, { type, service, environment, task })
  })
}

/** Whoever stopped it knows; its card and button must not keep asking for a fix. */
async function endedByStop(log: DriftMonitorParts['log'], open: Drift, now: Date): Promise<void> {
  const { drift, service, environment } = open
  const stream = driftStream(service, environment)
  const cause = { correlationId: await correlationOf(log, runStream(open.task)), actor: 'drift-monitor' }
  await transact(log, cause, now, async (transaction) => {
    if (driftFrom(await transaction.read(stream))?.ended === undefined)
      transaction.append(stream, { type: 'drift.ended', drift, service, environment, how: 'stopped-on-purpose' })
  })
}

/** Records a drift that has started or ended, unless another process was quicker; returns the open drift. */
async function noted(
  parts: DriftMonitorParts,
  live: Live,
  looked: Seen,
  cause: Cause,
  now: Date,
): Promise<Drift | undefined> {
  const { log } = parts
  const { service, environment } = live.place
  const stream = driftStream(service, environment)
  await transact(log, cause, now, async (transaction) => {
    const last = driftFrom(await transaction.read(stream))
    const change = changeAfter(last, looked, now.getTime())
    if (last && (change.kind === 'ends' || change.kind === 'turns-into')) {
      const how = change.kind === 'ends' ? 'fixed' : 'replaced'
      transaction.append(stream, { type: 'drift.ended', drift: last.drift, service, environment, how })
    }
    if (change.kind === 'begins' || change.kind === 'turns-into')
      transaction.append(stream, await foundEvent(parts, live, looked, change.observed, now))
  })
  return openIn(await log.readStream(stream))
}

async function foundEvent(
  { log, newId }: DriftMonitorParts,
  { place: { service, environment }, current: { task, release } }: Live,
  looked: Seen,
  observed: ObservedPlace,
  now: Date,
): Promise<DriftEvent> {
  const labels = ['ended', serviceLabel(service), environmentLabel(environment)]
  const [earlier, run] = await Promise.all([log.list(drifts, { labels, limit: DRIFTS_LOOKED_AT }), log.get(runs, task)])
  const before = recurrenceOf(earlier, looked, now.getTime())
  const isTold = observed.kind === 'unhealthy' && run !== undefined && isToldByWatcher(run, now.getTime())
  return {
    type: 'drift.found',
    drift: before?.drift ?? newId(),
    button: before?.button ?? newId(),
    service,
    environment,
    task,
    expected: release,
    ...observed,
    ...(isTold && { isTold }),
  }
}

/** More than one place can have had within the hour. */
const DRIFTS_LOOKED_AT = 20

function openIn(history: Parameters<typeof driftFrom>[0]): Drift | undefined {
  const last = driftFrom(history)
  return last?.ended ? undefined : last
}

/** Chooses a fix when a drift is found, and again when a fix has failed. */
async function judged({ log, judge, clock }: DriftMonitorParts, drift: Drift, cause: Cause): Promise<void> {
  const failed = await failedAttempts(drift, log)
  if (sameAttempts(drift.failed, failed)) return
  const choice = await judge.choose(drift, failed, cause.correlationId)
  const { service, environment } = drift
  await transact(log, cause, clock.now(), async (transaction) => {
    const present = openIn(await transaction.read(driftStream(service, environment)))
    // Another process may have been quicker, or it has ended.
    if (present?.drift !== drift.drift || sameAttempts(present.failed, failed)) return
    const of = { drift: drift.drift, service, environment }
    transaction.append(driftStream(service, environment), { type: 'drift.judged', ...of, choice, failed })
  })
}
