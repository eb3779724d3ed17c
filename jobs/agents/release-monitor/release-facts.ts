import type { TaskId } from '../../../src/domain/ids.ts'
import { targetOf } from '../../../src/domain/plan.ts'
import type { Run } from '../../../src/domain/run.ts'
import { NO_TRAFFIC, type TrafficFigures } from '../../../src/domain/traffic.ts'
import type { MeasuredTraffic, ReleaseTraffic, Traffic } from '../../../src/ports/traffic.ts'
import type { ServedToAll } from '../../../src/queries/served-to-all.ts'
import type { MonitorEvidence } from './evidence.ts'

/** A release is held against what the one before it did in this time; a busy service needs less, a quiet one all of it. */
const BASELINE_MS = 40 * 60_000
/** What has just started is slow until its caches and its compiler are warm; later looks leave that out of its latencies. */
const WARM_UP_MS = 2 * 60_000

export interface ReleaseTrafficFacts extends Pick<MonitorEvidence, 'baseline' | 'window'> {
  /** What is missing of the figures, as a sentence. */
  readonly gap?: string
  /** Why there are none that can be judged by, as a sentence. */
  readonly unknown?: string
}

export const UNMEASURED: ReleaseTrafficFacts = {
  window: { requests: 0, errors: 0, latenciesMs: [] },
  baseline: { requests: 0, errors: 0, latenciesMs: [] },
}

/** Why a release is judged by its health alone, as a sentence; undefined where there are figures. */
export function healthAlone(facts: ReleaseTrafficFacts | undefined): string | undefined {
  if (!facts) return 'Nothing measures its traffic, so I rely on its health check alone.'
  if (facts.unknown === undefined) return undefined
  return `Requests are not known: ${facts.unknown} I rely on its health check alone.`
}

/**
 * What users got from a release since it serves, and from the one right before it. They are told apart by their tasks, not
 * by the clock: while requests of the old one end the new one serves already. Undefined: nothing measures it.
 */
export async function trafficFacts(
  run: Run,
  traffic: Traffic,
  now: Date,
  servedToAll: ServedToAll,
): Promise<ReleaseTrafficFacts | undefined> {
  const { task, startedAt, requestedAt } = run
  const target = targetOf(run)
  if (!target) return undefined
  const since = new Date(Date.parse(startedAt ?? requestedAt) - BASELINE_MS)
  const measured = await traffic.measured(target.service, target.environment, since, now)
  if (!measured) return undefined
  const unknown = unknownOf(measured, task)
  if (unknown !== undefined) return { ...UNMEASURED, unknown }
  const own = measured.releases.find((release) => release.task === task) ?? NO_TRAFFIC
  const before = await releaseBefore(measured, task, servedToAll)
  const { latencies } = (await sinceWarm(run, run.endedAt ?? now.toISOString(), traffic, now)) ?? own
  return {
    window: evidenceOf({ ...own, latencies }),
    baseline: evidenceOf(before),
    ...(!before && Date.parse(measured.from) > since.getTime() && { gap: gapSince(measured.from) }),
  }
}

/**
 * What users get from a canary since it has its share, and in the same time from what serves. Undefined: nothing measures it.
 */
export async function canaryTrafficFacts(
  run: Run,
  since: string,
  traffic: Traffic,
  now: Date,
  servedToAll: ServedToAll,
): Promise<ReleaseTrafficFacts | undefined> {
  const { task } = run
  const target = targetOf(run)
  if (!target) return undefined
  const measured = await traffic.measured(target.service, target.environment, new Date(since), now)
  if (!measured) return undefined
  const unknown = unknownOf(measured, task)
  if (unknown !== undefined) return { ...UNMEASURED, unknown }
  const own = measured.releases.find((release) => release.task === task) ?? NO_TRAFFIC
  const { latencies } = (await sinceWarm(run, since, traffic, now)) ?? own
  return {
    window: evidenceOf({ ...own, latencies }),
    baseline: evidenceOf(await releaseBefore(measured, task, servedToAll)),
    ...(Date.parse(measured.from) > Date.parse(since) && { gap: gapSince(measured.from) }),
  }
}

const unknownOf = ({ unknown, unseen }: MeasuredTraffic, task: TaskId): string | undefined =>
  unknown ?? unseen?.find((one) => one.task === task)?.why

/**
 * Figures from after the warm-up; undefined while it is still warming up, when there are no others.
 * @param started When it first had users.
 */
async function sinceWarm(
  { plan, task }: Run,
  started: string,
  traffic: Traffic,
  now: Date,
): Promise<TrafficFigures | undefined> {
  const warm = new Date(Date.parse(started) + WARM_UP_MS)
  const target = targetOf({ plan })
  if (!target || warm >= now) return undefined
  const measured = await traffic.measured(target.service, target.environment, warm, now)
  return measured?.releases.find((release) => release.task === task) ?? NO_TRAFFIC
}

/**
 * The last that served and answered anybody besides this one: neither an earlier, bad release nor a canary of a later task
 * may make this one look good.
 */
async function releaseBefore(
  { releases }: MeasuredTraffic,
  task: TaskId,
  servedToAll: ServedToAll,
): Promise<ReleaseTraffic | undefined> {
  for (const release of releases.toReversed())
    if (release.task !== task && (await servedToAll(release.task))) return release
  return undefined
}

function evidenceOf({ requests, errors, latencies }: TrafficFigures = NO_TRAFFIC): MonitorEvidence['window'] {
  return { requests, errors, latenciesMs: latencies.map(({ upToMs, count }) => ({ upToMs, count })) }
}

function gapSince(from: string): string {
  return `There are no figures from before ${from.slice(11, 16)} UTC.`
}
