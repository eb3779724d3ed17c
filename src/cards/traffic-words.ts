import { errorRate, latencyQuantile, type TrafficFigures } from '../domain/traffic.ts'

/** The metrics that counted requests give. */
export const MEASURED_METRICS = ['error rate', 'latency', 'traffic', 'availability'] as const
export type MeasuredMetric = (typeof MEASURED_METRICS)[number]

/** One metric, with the counts behind it, as a clause. */
export function metricWords(metric: MeasuredMetric, figures: TrafficFigures, minutes: number): string {
  const rate = errorRate(figures)
  if (rate === undefined) return 'no requests'
  const of = requestsWords(figures.requests)
  switch (metric) {
    case 'error rate':
      return `${percent(rate)} of ${of} failed (${whole(figures.errors)})`
    case 'availability':
      return `${percent(1 - rate)} of ${of} were answered without an error`
    case 'latency':
      return `p50 ${quantile(figures, 0.5)}, p95 ${quantile(figures, 0.95)}, p99 ${quantile(figures, 0.99)} (${of})`
    case 'traffic':
      return `${of}, ${number(figures.requests / minutes)} a minute`
  }
}

function quantile({ latencies }: TrafficFigures, share: number): string {
  const ms = latencyQuantile(latencies, share)
  return ms < 1_000 ? `${number(ms)} ms` : `${number(ms / 1_000)} s`
}

function requestsWords(count: number): string {
  return count === 1 ? '1 request' : `${whole(count)} requests`
}

/** Enough digits to tell 99.98 % from 100 %. */
function percent(share: number): string {
  return `${(share * 100).toLocaleString('en', { maximumFractionDigits: 2 })} %`
}

function number(value: number): string {
  return value.toLocaleString('en', value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 2 })
}

function whole(count: number): string {
  return count.toLocaleString('en')
}
