import type { Counter, Histogram, Meter, UpDownCounter } from '@opentelemetry/api'
import { METRICS, type MetricId, type Metrics } from '../../src/ports/metrics.ts'

/** The same figures as on `/metrics`, under the same names, sent to the collector. */
export function createOtlpMetrics(meter: Meter): Metrics {
  const counters = new Map<MetricId, Counter>()
  const gauges = new Map<MetricId, UpDownCounter>()
  const histograms = new Map<MetricId, Histogram>()
  /** A gauge that is also added to must know what it stands at, by its labels. */
  const standing = new Map<string, number>()
  for (const id of Object.keys(METRICS) as MetricId[]) {
    const { kind, name, help: description } = METRICS[id]
    switch (kind) {
      case 'counter':
        counters.set(id, meter.createCounter(name, { description }))
        break
      case 'gauge':
        gauges.set(id, meter.createUpDownCounter(name, { description }))
        break
      case 'histogram': {
        const advice = { explicitBucketBoundaries: [...METRICS[id].buckets] }
        histograms.set(id, meter.createHistogram(name, { description, advice }))
        break
      }
    }
  }
  const move = (id: MetricId, labels: Readonly<Record<string, string>>, by: number): void => {
    const key = JSON.stringify([id, labels])
    standing.set(key, (standing.get(key) ?? 0) + by)
    gauges.get(id)?.add(by, labels)
  }
  return {
    add(id, labels, by = 1) {
      const counter = counters.get(id)
      if (counter) counter.add(by, labels)
      else move(id, labels, by)
    },
    set: (id, labels, value) => move(id, labels, value - (standing.get(JSON.stringify([id, labels])) ?? 0)),
    observe: (id, labels, value) => histograms.get(id)?.record(value, labels),
  }
}
