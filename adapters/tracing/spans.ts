import {
  type Attributes,
  type Context,
  context,
  type Link,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import type { SpanAbout, SpanFacts, SpanName, TraceParent, Tracing } from '../../src/ports/tracing.ts'
import { firstSpanIdOf, type SpanIdSource, traceIdOf } from './trace-ids.ts'

/** Spans of the bot's own work, on OpenTelemetry's API. */
export function createSpans(tracer: Tracer, ids: SpanIdSource): Tracing {
  const start = (name: SpanName, { correlationId, parent, place, kind, facts = {} }: SpanAbout): Span => {
    const options = {
      attributes: attributesFrom({ 'shipmate.correlation_id': correlationId, ...facts }),
      ...(kind === 'client' && { kind: SpanKind.CLIENT }),
    }
    if (place === 'first' && correlationId !== undefined) {
      const given = { traceId: traceIdOf(correlationId), spanId: firstSpanIdOf(correlationId) }
      return ids.giving(given, () => tracer.startSpan(name, { ...options, root: true, links: linksNow() }))
    }
    return tracer.startSpan(name, options, above({ correlationId, parent, place }))
  }
  return {
    isOn: true,
    inSpan(name, about, work) {
      const span = start(name, about)
      return context.with(trace.setSpan(context.active(), span), () => ending(span, work))
    },
    current() {
      const running = trace.getActiveSpan()
      return running?.isRecording() ? headerOf(running) : undefined
    },
  }
}

async function ending<Result>(
  span: Span,
  work: (span: { add(facts: SpanFacts): void }) => Promise<Result>,
): Promise<Result> {
  try {
    return await work({
      add(facts) {
        span.setAttributes(attributesFrom(facts))
      },
    })
  } catch (error) {
    // Its message may hold what people wrote or what an outside program answered.
    span.setAttribute('error.type', error instanceof Error ? error.name : typeof error)
    span.setStatus({ code: SpanStatusCode.ERROR })
    throw error
  } finally {
    span.end()
  }
}

function above({ correlationId, parent, place }: Pick<SpanAbout, 'correlationId' | 'parent' | 'place'>): Context {
  if (parent !== undefined) return propagation.extract(ROOT_CONTEXT, { traceparent: parent })
  const running = trace.getActiveSpan()
  if (correlationId === undefined) return context.active()
  const traceId = traceIdOf(correlationId)
  if (place !== 'top' && running?.spanContext().traceId === traceId) return context.active()
  const first = { traceId, spanId: firstSpanIdOf(correlationId), traceFlags: TraceFlags.SAMPLED, isRemote: true }
  return trace.setSpanContext(ROOT_CONTEXT, first)
}

/** A request over HTTP has a trace of its own, which its caller may have started. */
function linksNow(): Link[] {
  const running = trace.getActiveSpan()
  return running?.isRecording() ? [{ context: running.spanContext() }] : []
}

function headerOf(span: Span): TraceParent {
  const { traceId, spanId, traceFlags } = span.spanContext()
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`
}

function attributesFrom(facts: SpanFacts): Attributes {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}
