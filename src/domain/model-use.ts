/** What models are asked for: reading and answering people, judging in the background, and putting things shortly. */
export const MODEL_USES = ['conversation', 'decision', 'summary'] as const
export type ModelUse = (typeof MODEL_USES)[number]

/**
 * Why there is no answer. `busy`: its queue is full, or no turn came in time; `resting`: it failed so often that it is left alone for a
 * while; `refused`: the model will not answer this; `cut-off`: the answer broke off or outgrew its tokens.
 */
export const MODEL_FAILURES = [
  'timed-out',
  'busy',
  'resting',
  'unreachable',
  'unknown-model',
  'not-allowed',
  'refused',
  'cut-off',
  'cancelled',
  'failed',
] as const
export type ModelFailure = (typeof MODEL_FAILURES)[number]

/** A model answered, and what that cost. */
export interface ModelAnswered {
  readonly type: 'model.answered'
  readonly use: ModelUse
  readonly model: string
  readonly ms: number
  readonly tokensIn: number
  readonly tokensOut: number
  /** What would have gone in with compact JSON in place of the notation. */
  readonly tokensAsJson: number
}

/** Every call has a stream of its own: nobody waits for anybody to write down a figure. */
export const modelCallStream = (call: string): string => `model-call-${call}`
