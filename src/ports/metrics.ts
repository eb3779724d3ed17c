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
  alert: {
    kind: 'gauge',
    name: 'shipmate_alert',
    help: '1 while something is wrong with the bot itself, 0 when it is over',
    labels: ['alert', 'about', 'severity'],
  },
  queueJobs: {
    kind: 'gauge',
    name: 'shipmate_queue_jobs',
    help: 'Jobs of all kinds that wait, and that are worked on',
    labels: ['state'],
  },
  stepWaitSeconds: {
    kind: 'gauge',
    name: 'shipmate_step_wait_seconds',
    help: 'How long the step that has waited longest has waited for a worker',
    labels: [],
  },
  answerWaitSeconds: {
    kind: 'gauge',
    name: 'shipmate_answer_wait_seconds',
    help: 'How long the message that has waited longest has had no answer',
    labels: [],
  },
  chatAwaySeconds: {
    kind: 'gauge',
    name: 'shipmate_chat_away_seconds',
    help: 'Since when a chat is not connected; 0 while it is',
    labels: ['platform'],
  },
  messagesUndelivered: {
    kind: 'counter',
    name: 'shipmate_messages_undelivered_total',
    help: 'Messages that were given up since they can never be posted, by why',
    labels: ['platform', 'reason'],
  },
  workers: {
    kind: 'gauge',
    name: 'shipmate_workers',
    help: 'Workers that are there, and that were lost in the last ten minutes',
    labels: ['state'],
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
