import { type Context, SpanKind, trace } from '@opentelemetry/api'
import { tracing } from '@opentelemetry/sdk-node'

/**
 * Keeps a share of the traces, the same ones in every process. What libraries do by themselves, such as polling a queue, is
 * no trace: only we and servers start one.
 */
export function samplerOf(share: number, isFirstOfOurs: () => boolean): tracing.Sampler {
  const ratio = new tracing.TraceIdRatioBasedSampler(share)
  return {
    shouldSample(context: Context, traceId: string, _name: string, kind: SpanKind) {
      const begins = trace.getSpanContext(context) === undefined
      if (begins && kind !== SpanKind.SERVER && !isFirstOfOurs())
        return { decision: tracing.SamplingDecision.NOT_RECORD }
      return ratio.shouldSample(context, traceId)
    },
    toString: () => `Shipmate(${share})`,
  }
}
