import type { EnvironmentId, ServiceId, TaskId } from '../../src/domain/ids.ts'
import type { Release } from '../../src/domain/release.ts'
import { type LatencyBucket, mergedTraffic, type TrafficFigures } from '../../src/domain/traffic.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { MeasuredTraffic, ReleaseTraffic } from '../../src/ports/traffic.ts'
import type { CountedTraffic } from '../../src/ports/traffic-history.ts'

/** What users and a version make of each other. */
export interface TrafficScript {
  readonly requestsPerMinute: number
  /** The share that fails. */
  readonly errors: number
  /** What half of the requests take at most. */
  readonly latencyMs: number
}

export interface ScriptedTraffic {
  /** From now on users get this release there. */
  switched(service: ServiceId, environment: EnvironmentId, task: TaskId, release: Release): void
  /** From now on so many percent of the users there get this release, beside the one that serves. */
  shared(service: ServiceId, environment: EnvironmentId, task: TaskId, release: Release, percent: number): void
  /** From now on all of them get the one that serves. */
  unshared(service: ServiceId, environment: EnvironmentId): void
  /** Undefined for a service of which no version has a script. */
  measured(service: ServiceId, environment: EnvironmentId, since: Date, until: Date): MeasuredTraffic | undefined
  /** The same without an end to what is kept, by whole hours. */
  counted(service: ServiceId, environment: EnvironmentId, since: Date, until: Date): CountedTraffic | undefined
}

interface Served {
  readonly task: TaskId
  readonly version: string
  readonly from: number
  /** Until now when left out. */
  readonly to?: number
  /** Of the users. */
  readonly share: number
}

type Serving = Pick<Served, 'task' | 'version'>

/** How much more than half of the requests take, and the share that stays within that. */
const SHAPE = [
  { times: 0.5, share: 0.1 },
  { times: 1, share: 0.4 },
  { times: 1.5, share: 0.35 },
  { times: 2.5, share: 0.12 },
  { times: 5, share: 0.03 },
]
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const KEPT_MS = 24 * HOUR_MS

/** Users who always behave as scripted, from the moment a release is switched to. */
export function createScriptedTraffic(
  scripts: Readonly<Record<ServiceId, Readonly<Record<string, TrafficScript>>>>,
  clock: Clock,
): ScriptedTraffic {
  const beganAt = clock.now().getTime()
  const history = new Map<string, readonly Served[]>()
  const serving = new Map<string, Serving>()
  const divide = (place: string, parts: readonly (Serving & Pick<Served, 'share'>)[]): void => {
    const from = clock.now().getTime()
    const before = (history.get(place) ?? []).map((one) => ({ ...one, to: one.to ?? from }))
    history.set(place, [...before, ...parts.map((part) => ({ ...part, from }))])
  }
  const answered = (
    service: ServiceId,
    environment: EnvironmentId,
    from: number,
    until: number,
  ): readonly ReleaseTraffic[] | undefined => {
    const script = scripts[service] ?? {}
    if (Object.keys(script).length === 0) return undefined
    const to = Math.min(clock.now().getTime(), until)
    const served = history.get(`${service}/${environment}`) ?? []
    const parts = served.flatMap((one): readonly ReleaseTraffic[] => {
      const ms = Math.min(to, one.to ?? to) - Math.max(from, one.from)
      const users = script[one.version]
      return users && ms > 0 ? [{ task: one.task, ...figures(users, (ms / MINUTE_MS) * one.share) }] : []
    })
    return byTask(parts).filter(({ requests }) => requests > 0)
  }
  return {
    switched(service, environment, task, { version }) {
      serving.set(`${service}/${environment}`, { task, version })
      divide(`${service}/${environment}`, [{ task, version, share: 1 }])
    },
    shared(service, environment, task, { version }, percent) {
      const place = `${service}/${environment}`
      const stays = serving.get(place)
      const share = percent / 100
      divide(place, [...(stays ? [{ ...stays, share: 1 - share }] : []), { task, version, share }])
    },
    unshared(service, environment) {
      const place = `${service}/${environment}`
      const stays = serving.get(place)
      divide(place, stays ? [{ ...stays, share: 1 }] : [])
    },
    measured(service, environment, since, until) {
      const from = Math.max(beganAt, clock.now().getTime() - KEPT_MS, since.getTime())
      const releases = answered(service, environment, from, until.getTime())
      return releases && { from: new Date(from).toISOString(), releases }
    },
    counted(service, environment, since, until) {
      const from = Math.max(beganAt, beginningOfHour(since.getTime()))
      const releases = answered(service, environment, from, beginningOfHour(until.getTime()) + HOUR_MS)
      if (!releases) return undefined
      const { requests, errors } = mergedTraffic(releases)
      return { from: new Date(from).toISOString(), requests, errors }
    },
  }
}

function beginningOfHour(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS
}

/** A task that serves again, after another, counts with all it answered, at its latest place. */
function byTask(parts: readonly ReleaseTraffic[]): readonly ReleaseTraffic[] {
  const tasks = parts.map(({ task }) => task)
  return tasks
    .filter((task, index) => tasks.lastIndexOf(task) === index)
    .map((task) => ({ task, ...mergedTraffic(parts.filter((part) => part.task === task)) }))
}

function figures({ requestsPerMinute, errors, latencyMs }: TrafficScript, minutes: number): TrafficFigures {
  const latencies = SHAPE.map(
    ({ times, share }): LatencyBucket => ({
      upToMs: latencyMs * times,
      count: Math.round(requestsPerMinute * minutes * share),
    }),
  )
  const requests = latencies.reduce((sum, { count }) => sum + count, 0)
  return { requests, errors: Math.round(requests * errors), latencies }
}
