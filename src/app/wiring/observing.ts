import type { Logger } from 'pino'
import type { QueueTelemetry } from '../../../adapters/queue/backing.ts'
import type { Config } from '../../../config/config.ts'
import type { Metrics } from '../../ports/metrics.ts'
import { noTracing, type Tracing } from '../../ports/tracing.ts'

/** Where spans and figures go besides the bot's own pages. */
export interface Observing {
  readonly tracing: Tracing
  readonly metrics?: Metrics
  readonly queueTelemetry?: QueueTelemetry
  /** Fields of a log line. */
  traceOfNow(): object | undefined
  stop(): Promise<void>
}

export const notObserving: Observing = {
  tracing: noTracing,
  traceOfNow: () => undefined,
  async stop() {},
}

/** Starts OpenTelemetry where it is configured; elsewhere its library is not even loaded, which takes a second. */
export async function observe({ tracing }: Pick<Config, 'tracing'>, version: string, log: Logger): Promise<Observing> {
  if (!tracing) return notObserving
  const { startOpenTelemetry } = await import('../../../adapters/tracing/open-telemetry.ts')
  const { headers, ...rest } = tracing
  return startOpenTelemetry({
    ...rest,
    version,
    serviceName: 'shipmate',
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.reveal()])),
    onError: (problem) => log.warn({ problem }, 'spans or figures are not taken by the collector; some are lost'),
  })
}

export function bothMetrics(one: Metrics, other: Metrics): Metrics {
  return {
    add(id, labels, by) {
      one.add(id, labels, by)
      other.add(id, labels, by)
    },
    set(id, labels, value) {
      one.set(id, labels, value)
      other.set(id, labels, value)
    },
    observe(id, labels, value) {
      one.observe(id, labels, value)
      other.observe(id, labels, value)
    },
  }
}
