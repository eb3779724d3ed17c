import type { RepairParts } from '../changes/repair-by-policy.ts'
import { type Drift, driftStream, sameAttempts } from '../domain/drift.ts'
import { changeAfter, lookedAgain, type Seen } from '../domain/drift-looks.ts'
import { type EnvironmentState, environmentKey } from '../domain/environment.ts'
import { drifts, environments } from '../domain/projections.ts'
import { runStream } from '../domain/run.ts'
import type { Clock } from '../ports/clock.ts'
import type { DriftSource, Sighting } from '../ports/drift-source.ts'
import type { HealthProbe } from '../ports/health-probe.ts'
import type { DriftJudge } from '../ports/judgement.ts'
import type { Recipes } from '../ports/recipes.ts'
import { correlationOf } from '../queries/correlation.ts'
import { failedAttempts } from '../queries/failed-attempts.ts'
import { observePlace } from '../queries/observe-place.ts'
import { type Loop, startLoop } from '../runtime/loop.ts'
import { type Cause, transact } from '../runtime/transact.ts'
import { followDevices } from './follow-devices.ts'
import { type Live, type NoteParts, noteDrift, openIn } from './note-drift.ts'
import { endedByStop, noteStop } from './place-stop.ts'

export interface DriftMonitorParts extends NoteParts {
  readonly clock: Clock
  readonly delivery: HealthProbe & Recipes
  readonly judge: DriftJudge
  /** `service/environment` of every configured place; others are not monitored. */
  readonly places: readonly string[]
  /** Rings and their devices; left out where no inventory is configured. */
  readonly devices?: WatchedRings | undefined
  readonly onError: (error: unknown) => void
}

export interface WatchedRings {
  /** `service/ring`: places whose devices are looked at, and not they themselves. */
  readonly rings: readonly string[]
  readonly source: DriftSource
  readonly repairs: RepairParts
}

const LOOK_EVERY_MS = 30_000

/**
 * Compares what is running everywhere with what should be, records lasting differences, and asks for a fix to propose. It
 * fixes nothing by itself but devices, where the policy says so. Observations are kept in memory: after a restart it
 * starts over.
 */
export function startDriftMonitor(parts: DriftMonitorParts): Loop {
  const { log, clock, places, devices, delivery, onError } = parts
  const seen = new Map<string, Map<string, Seen>>()
  const ofPlace: DriftSource = {
    async look(place) {
      const observed = await observePlace(place, log, delivery)
      return observed === 'unknown' ? [] : [{ observed }]
    },
  }
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
    const { key, place, current } = live
    // The task that is changing it reports how that ends.
    if (place.holder !== undefined) return void seen.delete(key)
    const ring = devices?.rings.includes(key) ? devices : undefined
    const sightings = await (ring?.source ?? ofPlace).look(place)
    const now = clock.now()
    const own = seen.get(key) ?? new Map<string, Seen>()
    seen.set(key, own)
    if (!ring) return follow(live, sightings, own, now)
    const cause = { correlationId: await correlationOf(log, runStream(current.task)), actor: 'drift-monitor' }
    await followDevices({ ...parts, repairs: ring.repairs }, live, sightings, own, cause, now)
  }

  const follow = async (
    live: Live,
    [sighting]: readonly Sighting[],
    own: Map<string, Seen>,
    now: Date,
  ): Promise<void> => {
    // What nobody can tell of is no drift, and ends none.
    if (!sighting) return
    const { current } = live
    const { observed } = sighting
    const open = live.open.find(({ device }) => device === undefined)
    await noteStop(log, live, observed, now)
    // A release stopped on purpose is no drift.
    if (observed?.isIntended) {
      own.clear()
      if (open) await endedByStop(log, open, now)
      return
    }
    const looked = lookedAgain(own.get(ITSELF), { task: current.task, observed }, now.getTime())
    own.set(ITSELF, looked)
    const hasChanged = changeAfter(open, looked, now.getTime()).kind !== 'none'
    if (!hasChanged && !open) return
    const cause = { correlationId: await correlationOf(log, runStream(current.task)), actor: 'drift-monitor' }
    const drift = hasChanged ? await noteDrift(parts, live, looked, cause, now) : open
    if (drift) await judged(parts, drift, cause)
  }

  return startLoop({ clock, round, onError })
}

/** No device is called so. */
const ITSELF = ''

function liveAt(place: EnvironmentState, drifts: readonly Drift[]): readonly Live[] {
  const { service, environment, current } = place
  if (!current) return []
  const open = drifts.filter((one) => one.service === service && one.environment === environment)
  return [{ key: environmentKey(service, environment), place, current, open }]
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
