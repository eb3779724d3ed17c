import { errorRate, latencyQuantile, type TrafficFigures } from '../domain/traffic.ts'
import type { Texts } from '../texts/texts.ts'

/** The metrics that counted requests give. */
export const MEASURED_METRICS = ['error rate', 'latency', 'traffic', 'availability'] as const
export type MeasuredMetric = (typeof MEASURED_METRICS)[number]

/** One metric, with the counts behind it, as a clause. */
export function metricWords(metric: MeasuredMetric, figures: TrafficFigures, minutes: number, texts: Texts): string {
  const { metrics, formats } = texts
  const rate = errorRate(figures)
  if (rate === undefined) return metrics.noRequests
  const requests = metrics.requests({ count: figures.requests, number: formats.number(figures.requests) })
  switch (metric) {
    case 'error rate':
      return metrics.errorRate({ share: percent(rate, texts), requests, errors: formats.number(figures.errors) })
    case 'availability':
      return metrics.availability({ share: percent(1 - rate, texts), requests })
    case 'latency': {
      const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(figures, share, texts))
      return `p50 ${p50}, p95 ${p95}, p99 ${p99} (${requests})`
    }
    case 'traffic':
      return metrics.traffic({ requests, perMinute: number(figures.requests / minutes, texts) })
  }
}

function quantile({ latencies }: TrafficFigures, share: number, texts: Texts): string {
  const ms = latencyQuantile(latencies, share)
  return ms < 1_000 ? `${number(ms, texts)} ms` : `${number(ms / 1_000, texts)} s`
}

/** Enough digits to tell 99.98 % from 100 %. */
export function percent(share: number, { formats }: Texts): string {
  return `${formats.number(share * 100, { maximumFractionDigits: 2 })} %`
}

function number(value: number, { formats }: Texts): string {
  return formats.number(value, value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 2 })
}
