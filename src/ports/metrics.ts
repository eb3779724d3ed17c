/** What is measured; docs/operating.md lists it. Dashboards rest on the names, so these stay. */
export const METRICS = {
  modelCalls: {
    kind: 'counter',
    name: 'shipmate_model_calls_total',
    help: 'Calls of language models that ended, by how',
    labels: ['use', 'model', 'outcome'],
  },
  modelSeconds: {
    kind: 'histogram',
    name: 'shipmate_model_call_seconds',
    help: 'From the question to the whole answer, waiting for a turn included',
    labels: ['use', 'model'],
    buckets: [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60],
  },
  modelFirstText: {
    kind: 'histogram',
    name: 'shipmate_model_first_text_seconds',
    help: 'From the start of the stream to the first of the text',
    labels: ['use', 'model'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30],
  },
  modelTokens: {
    kind: 'counter',
    name: 'shipmate_model_tokens_total',
    help: 'Tokens of answered calls; direction is in or out',
    labels: ['use', 'model', 'direction'],
  },
  modelTokensSaved: {
    kind: 'gauge',
    name: 'shipmate_model_tokens_saved',
    help: 'Tokens the notation has saved since the start, against compact JSON; a prompt too small to pay for its legend takes some away',
    labels: ['use', 'model'],
  },
  modelFallbacks: {
    kind: 'counter',
    name: 'shipmate_model_fallbacks_total',
    help: 'Failed calls that another model or the rules took over',
    labels: ['use', 'model', 'to'],
  },
  modelUnusable: {
    kind: 'counter',
    name: 'shipmate_model_invalid_answers_total',
    help: 'Complete answers in the wrong form',
    labels: ['use', 'model'],
  },
  modelBreaker: {
    kind: 'gauge',
    name: 'shipmate_model_breaker_state',
    help: '0: asked; 1: being tried again; 2: left alone',
    labels: ['model'],
  },
} as const satisfies Readonly<Record<string, Metric>>

interface Metric {
  readonly kind: 'counter' | 'gauge' | 'histogram'
  readonly name: string
  readonly help: string
  readonly labels: readonly string[]
  /** Upper bounds, of histograms. */
  readonly buckets?: readonly number[]
}

export type MetricId = keyof typeof METRICS
type OfKind<Kind extends Metric['kind']> = {
  [Id in MetricId]: (typeof METRICS)[Id]['kind'] extends Kind ? Id : never
}[MetricId]
export type LabelsOf<Id extends MetricId> = Readonly<Record<(typeof METRICS)[Id]['labels'][number], string>>

/** Takes figures for whoever watches. Never throws: a figure is worth no fault. */
export interface Metrics {
  /** @param by 1 when left out; of counters, zero or more. */
  add<Id extends OfKind<'counter' | 'gauge'>>(id: Id, labels: LabelsOf<Id>, by?: number): void
  set<Id extends OfKind<'gauge'>>(id: Id, labels: LabelsOf<Id>, value: number): void
  observe<Id extends OfKind<'histogram'>>(id: Id, labels: LabelsOf<Id>, value: number): void
}

/** Where nobody watches. */
export const noopMetrics: Metrics = { add() {}, set() {}, observe() {} }
