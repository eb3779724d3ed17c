import { AsyncLocalStorage } from 'node:async_hooks'
import { type Context, DiagLogLevel, diag, metrics, trace } from '@opentelemetry/api'
import { NodeSDK, resources } from '@opentelemetry/sdk-node'
import { BullMQOtel } from 'bullmq-otel'
import type { Metrics } from '../../src/ports/metrics.ts'
import type { Tracing } from '../../src/ports/tracing.ts'
import { contextManagerOn } from './context-manager.ts'
import { watchLibraries } from './library-spans.ts'
import { createOtlpMetrics } from './otlp-metrics.ts'
import { samplerOf } from './sampler.ts'
import { createSpans } from './spans.ts'
import { createSpanIdSource } from './trace-ids.ts'

export interface OpenTelemetryConfig {
  /** Where an OpenTelemetry collector takes OTLP: `http://collector:4318`. */
  readonly endpoint: string
  readonly protocol: 'http/protobuf' | 'http/json' | 'grpc'
  /** Sent with every export, such as an API key. */
  readonly headers: Readonly<Record<string, string>>
  /** Which share of the traces is kept, from 0 to 1. */
  readonly sampling: number
  /** What the bot is called there, where `OTEL_SERVICE_NAME` says nothing else. */
  readonly serviceName: string
  readonly version: string
  /** Told of what goes wrong with exports, at most once a minute. */
  readonly onError: (message: string) => void
}

export interface OpenTelemetry {
  readonly tracing: Tracing
  readonly metrics: Metrics
  /** For BullMQ's queues and workers: their jobs carry the trace. */
  readonly queueTelemetry: BullMQOtel
  /** For lines of the log. */
  traceOfNow(): { readonly trace_id: string; readonly span_id: string } | undefined
  /** Sends what waits, for a second at most: a collector that is away keeps nobody from ending. */
  stop(): Promise<void>
}

type Variables = Readonly<Record<string, string>>

const STOP_WITHIN_MS = 1_000
const TELL_EVERY_MS = 60_000

/**
 * Starts OpenTelemetry's SDK, which reads the usual `OTEL_…` variables besides. Spans wait for their export in a queue of
 * bounded length (`OTEL_BSP_MAX_QUEUE_SIZE`, 2,048); more are dropped, and nobody waits for them.
 */
export function startOpenTelemetry(config: OpenTelemetryConfig): OpenTelemetry {
  const storage = new AsyncLocalStorage<Context>()
  const ids = createSpanIdSource()
  diag.setLogger(diagnosticsTo(config.onError), { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true })
  const sdk = withVariables(variablesOf(config), () => {
    const made = new NodeSDK({
      contextManager: contextManagerOn(storage),
      idGenerator: ids.generator,
      sampler: samplerOf(config.sampling, ids.isGiving),
      // The command line and the user of the process are nobody's business.
      resourceDetectors: [resources.hostDetector, resources.serviceInstanceIdDetector, resources.envDetector],
      resource: resources
        .defaultResource()
        .merge(resources.resourceFromAttributes({ 'service.version': config.version })),
      instrumentations: [],
    })
    made.start()
    return made
  })
  const tracer = trace.getTracer('shipmate', config.version)
  const unwatch = watchLibraries(tracer, storage)
  return {
    tracing: createSpans(tracer, ids),
    metrics: createOtlpMetrics(metrics.getMeter('shipmate', config.version)),
    queueTelemetry: new BullMQOtel({ tracerName: 'shipmate', version: config.version }),
    traceOfNow() {
      const running = trace.getActiveSpan()?.spanContext()
      return running && { trace_id: running.traceId, span_id: running.spanId }
    },
    async stop() {
      unwatch()
      await atMost(STOP_WITHIN_MS, sdk.shutdown())
    },
  }
}

function variablesOf({ endpoint, protocol, headers, serviceName }: OpenTelemetryConfig): Variables {
  const pairs = Object.entries(headers).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
    ...(pairs.length > 0 && { OTEL_EXPORTER_OTLP_HEADERS: pairs.join(',') }),
    OTEL_SERVICE_NAME: process.env.OTEL_SERVICE_NAME ?? serviceName,
    // Lines of the log go where they always went; they name their trace.
    OTEL_LOGS_EXPORTER: process.env.OTEL_LOGS_EXPORTER ?? 'none',
  }
}

/** The SDK takes its exporters' settings from variables alone; no child process is to inherit them. */
function withVariables<Result>(variables: Variables, work: () => Result): Result {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const)
  Object.assign(process.env, variables)
  try {
    return work()
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

function diagnosticsTo(tell: (message: string) => void) {
  let quietUntil = 0
  const say = (message: string): void => {
    if (Date.now() < quietUntil) return
    quietUntil = Date.now() + TELL_EVERY_MS
    tell(message)
  }
  const ignore = (): void => {}
  return { error: say, warn: say, info: ignore, debug: ignore, verbose: ignore }
}

async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  try {
    await Promise.race([work.catch(() => {}), promise])
  } finally {
    clearTimeout(timer)
  }
}
