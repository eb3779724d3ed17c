import type { CorrelationId } from '../domain/ids.ts'
import type { ModelFailure, ModelUse } from '../domain/model-use.ts'
import type { ModelReply, ModelRequest, ModelUnavailableError } from './language-model.ts'

/** One call of one model, when it has ended. */
export interface ModelCall {
  readonly use: ModelUse
  /** As it is configured. */
  readonly model: string
  readonly correlationId?: CorrelationId
  /** Waiting for a turn included. */
  readonly ms: number
  readonly ended: CallEnd
}

export type CallEnd =
  | { readonly kind: 'answered'; readonly reply: ModelReply; readonly messages: ModelRequest['messages'] }
  | {
      readonly kind: 'failed'
      readonly failure: ModelFailure
      readonly error: ModelUnavailableError
      /** Who is asked in its place: the next model, or the rules; undefined when nobody wants an answer any more. */
      readonly next?: string
    }

/** Told of what models did, for the log, the metrics and the account of tokens. */
export interface ModelCalls {
  ended(call: ModelCall): void
  /** An answer came whole and was of no use. */
  unusable(answer: Pick<ModelCall, 'use' | 'model'>): void
}

/** The name that the rules go by where a model's could stand. */
export const RULES = 'rules'
