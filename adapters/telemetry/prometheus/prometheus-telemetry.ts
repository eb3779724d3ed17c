import type { LatencyBucket } from '../../../src/domain/traffic.ts'
import type { Telemetry } from '../../../src/ports/delivery.ts'
import type { PlaceRelease, PlaceReleases } from '../../../src/ports/place-releases.ts'
import type { ReleaseTraffic } from '../../../src/ports/traffic.ts'
import { type PrometheusClient, PrometheusError, type Series } from './prometheus-client.ts'
import { type Asked, queryText } from './query-text.ts'

export interface PrometheusQueries {
  readonly requests: string
  readonly errors: string
  readonly latency: string
}

export interface PrometheusTelemetryParts {
  readonly client: PrometheusClient
  readonly queries: PrometheusQueries
  readonly releases: PlaceReleases
}

const HOUR_SECONDS = 3_600
const HOUR_MS = HOUR_SECONDS * 1_000

/** What Prometheus knows of the requests of users; what it cannot tell is said, and never counts as none. */
export function createPrometheusTelemetry(parts: PrometheusTelemetryParts): Telemetry {
  return {
    howCounted: () => 'by Prometheus',
    async measured(service, environment, since, until) {
      const releases = await parts.releases(service, environment)
      try {
        const found = await Promise.all(
          releases.map((release, index) =>
            figuresOf(parts, { service, environment }, release, releases.slice(index + 1), since, until),
          ),
        )
        const measured = found.filter((one) => one !== undefined)
        const unknown =
          releases.length > 0 && measured.length === 0
            ? `Prometheus has no series for the requests of ${service} on ${environment}.`
            : undefined
        const answered = measured.filter(({ requests }) => requests > 0)
        // Most often its label is missing or says another version: that is no release without users.
        const why = (version: string): string =>
          `Prometheus has no series for the requests of ${service} ${version} on ${environment}, only of other releases.`
        const unseen = releases.flatMap(({ task, version }, at) => (found[at] ? [] : [{ task, why: why(version) }]))
        return {
          ...{ from: since.toISOString(), releases: answered, unseen },
          ...(unknown !== undefined && { unknown }),
        }
      } catch (error) {
        return { from: since.toISOString(), releases: [], unknown: sentenceOf(error) }
      }
    },
    async counted(service, environment, since, until) {
      const first = Math.floor(since.getTime() / HOUR_MS) * HOUR_MS
      const last = Math.floor(until.getTime() / HOUR_MS) * HOUR_MS + HOUR_MS
      const asked = { service, environment, seconds: HOUR_SECONDS }
      const over = (query: string) =>
        parts.client.over(queryText(query, asked), new Date(first + HOUR_MS), new Date(last), HOUR_SECONDS)
      try {
        const [requests, errors] = await Promise.all([over(parts.queries.requests), over(parts.queries.errors)])
        const points = requests.flatMap(({ values }) => values).filter(([, value]) => Number.isFinite(value))
        const begins = Math.min(last - HOUR_MS, ...points.map(([at]) => at * 1_000 - HOUR_MS))
        const total = sum(points)
        return {
          from: new Date(Math.max(begins, since.getTime())).toISOString(),
          requests: total,
          errors: Math.min(total, sum(errors.flatMap(({ values }) => values))),
        }
      } catch (error) {
        return { from: since.toISOString(), requests: 0, errors: 0, unknown: sentenceOf(error) }
      }
    },
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof PrometheusError) return error.message
  throw error
}

const sum = (points: readonly (readonly [number, number])[]): number =>
  Math.round(points.reduce((all, [, value]) => all + (Number.isFinite(value) ? value : 0), 0))

/** Undefined where there is no series of its requests. */
async function figuresOf(
  { client, queries }: PrometheusTelemetryParts,
  place: Pick<Asked, 'service' | 'environment'>,
  release: PlaceRelease,
  later: readonly PlaceRelease[],
  since: Date,
  until: Date,
): Promise<ReleaseTraffic | undefined> {
  // The same version once more is told apart by when it got there.
  const again = later.find(({ version }) => version === release.version)?.since
  const end = again === undefined ? until : new Date(Math.min(until.getTime(), Date.parse(again)))
  const start = Math.max(since.getTime(), Date.parse(release.since))
  if (start > end.getTime()) return { task: release.task, requests: 0, errors: 0, latencies: [] }
  const asked = { ...place, release, seconds: (end.getTime() - start) / 1_000 }
  const ask = (query: string): Promise<readonly Series[]> => client.at(queryText(query, asked), end)
  const [counted, failed, buckets] = await Promise.all([
    ask(queries.requests),
    ask(queries.errors),
    ask(queries.latency),
  ])
  if (counted.length === 0) return undefined
  const requests = numberIn(counted, 'requests')
  // Without an error there often is no series of errors.
  const errors = failed.length === 0 ? 0 : Math.min(requests, numberIn(failed, 'errors'))
  return { task: release.task, requests, errors, latencies: bucketsIn(buckets) }
}

function numberIn(series: readonly Series[], what: string): number {
  const value = series.reduce((all, { values }) => all + (values.at(-1)?.[1] ?? 0), 0)
  if (!Number.isFinite(value) || value < 0) throw new PrometheusError(`Prometheus has no number for ${what}.`)
  return Math.round(value)
}

/** Cumulative counts by `le` in seconds, as counts of each bucket; what is over the last bound counts to its double. */
function bucketsIn(series: readonly Series[]): readonly LatencyBucket[] {
  const bounds = series
    .map(({ labels, values }) => ({
      le: Number(labels.le?.replace('+Inf', 'Infinity')),
      count: values.at(-1)?.[1] ?? 0,
    }))
    .filter(({ le, count }) => !Number.isNaN(le) && Number.isFinite(count))
    .toSorted((a, b) => a.le - b.le)
  const largest = bounds.findLast(({ le }) => Number.isFinite(le))?.le
  if (largest === undefined) return []
  let below = 0
  return bounds.map(({ le, count }) => {
    const own = Math.max(0, Math.round(count) - below)
    below = Math.max(below, Math.round(count))
    return { upToMs: (Number.isFinite(le) ? le : largest * 2) * 1_000, count: own }
  })
}
