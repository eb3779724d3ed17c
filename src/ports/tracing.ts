import type { CorrelationId } from '../domain/ids.ts'

/** W3C trace context as its header `traceparent` holds it: which span led to something. */
export type TraceParent = string

/** What takes time and is worth seeing. docs/observability.md lists them. */
export type SpanName =
  | 'message.receive'
  | 'message.handle'
  | 'message.understand'
  | 'plan'
  | 'confirm'
  | 'job.enqueue'
  | 'job'
  | 'deploy'
  | `deploy.${string}`
  | 'post'
  | 'log.append'
  | `chat ${string}`

/** Ids, names of services and of kinds, counts. Nothing that people wrote, no secret and no person's name. */
export type SpanFacts = Readonly<Record<string, string | number | boolean | undefined>>

export interface SpanAbout {
  /** What it belongs to: all spans of one correlation id are one trace. Left out: to whatever runs now, or to nothing. */
  readonly correlationId?: CorrelationId | undefined
  /** Which span led to it. Left out: the one that runs now where it is of the same trace, else the first of the trace. */
  readonly parent?: TraceParent | undefined
  /** `first`: its trace begins with it. `top`: right below that, whatever runs now. */
  readonly place?: 'first' | 'top' | undefined
  /** A call of something outside. Left out: work of the bot itself. */
  readonly kind?: 'client'
  readonly facts?: SpanFacts
}

export interface OpenSpan {
  add(facts: SpanFacts): void
}

/** Shows where time goes. Never throws by itself and never waits for whoever collects the spans. */
export interface Tracing {
  readonly isOn: boolean
  /** Runs `work` in a span that ends with it. Its fault is noted, by its name alone, and thrown on. */
  inSpan<Result>(name: SpanName, about: SpanAbout, work: (span: OpenSpan) => Promise<Result>): Promise<Result>
  /** The span that runs now and is kept by its collector. */
  current(): TraceParent | undefined
}

const UNSEEN: OpenSpan = { add() {} }

/** Where nobody looks. */
export const noTracing: Tracing = {
  isOn: false,
  inSpan: (_name, _about, work) => work(UNSEEN),
  current: () => undefined,
}
