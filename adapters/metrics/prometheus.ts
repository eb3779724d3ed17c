import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { METRICS, type MetricId, type Metrics } from '../../src/ports/metrics.ts'

export interface PrometheusMetrics extends Metrics {
  /** Everything measured so far, in Prometheus's text format. */
  page(): Promise<{ readonly contentType: string; readonly text: string }>
}

/** Figures in this process's memory, for Prometheus to fetch; those of Node and the process are beside ours. */
export function createPrometheus(): PrometheusMetrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const counters = new Map<MetricId, Counter>()
  const gauges = new Map<MetricId, Gauge>()
  const histograms = new Map<MetricId, Histogram>()
  for (const id of Object.keys(METRICS) as MetricId[]) {
    const { kind, name, help, labels } = METRICS[id]
    const settings = { name, help, labelNames: labels, registers: [registry] }
    switch (kind) {
      case 'counter':
        counters.set(id, new Counter(settings))
        break
      case 'gauge':
        gauges.set(id, new Gauge(settings))
        break
      case 'histogram':
        histograms.set(id, new Histogram({ ...settings, buckets: [...METRICS[id].buckets] }))
        break
    }
  }
  return {
    add: (id, labels, by = 1) => (counters.get(id) ?? gauges.get(id))?.inc(labels, by),
    set: (id, labels, value) => gauges.get(id)?.set(labels, value),
    observe: (id, labels, value) => histograms.get(id)?.observe(labels, value),
    page: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  }
}
