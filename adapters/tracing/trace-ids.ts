import { hash, randomBytes } from 'node:crypto'
import type { CorrelationId } from '../../src/domain/ids.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const TRACE_DIGITS = 32
const SPAN_DIGITS = 16

/**
 * The trace of a correlation id: the id itself without its hyphens. Whoever has a line of the log or the footnote of an
 * answer finds the trace by it, and every process knows it without being told.
 */
export function traceIdOf(correlationId: CorrelationId): string {
  return UUID.test(correlationId)
    ? correlationId.replaceAll('-', '')
    : hash('sha256', correlationId).slice(0, TRACE_DIGITS)
}

/** The first span of that trace. */
export function firstSpanIdOf(correlationId: CorrelationId): string {
  return hash('sha256', `first span of ${correlationId}`).slice(0, SPAN_DIGITS)
}

interface SpanIds {
  readonly traceId: string
  readonly spanId: string
}

/** Makes ids of spans, at random or, for the very next span, as they are given. */
export interface SpanIdSource {
  readonly generator: { generateTraceId(): string; generateSpanId(): string }
  /** `start` must start exactly one span, at once. */
  giving<Result>(ids: SpanIds, start: () => Result): Result
  isGiving(): boolean
}

export function createSpanIdSource(): SpanIdSource {
  let given: SpanIds | undefined
  return {
    generator: {
      generateTraceId: () => given?.traceId ?? randomHex(TRACE_DIGITS),
      generateSpanId: () => given?.spanId ?? randomHex(SPAN_DIGITS),
    },
    giving(ids, start) {
      given = ids
      try {
        return start()
      } finally {
        given = undefined
      }
    },
    isGiving: () => given !== undefined,
  }
}

const randomHex = (digits: number): string => randomBytes(digits / 2).toString('hex')
