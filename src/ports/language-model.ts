import { BotError } from '../domain/errors.ts'
import type { JsonObject } from '../domain/event.ts'
import type { CorrelationId } from '../domain/ids.ts'
import type { ModelFailure, ModelUse } from '../domain/model-use.ts'

/** A text for a model. */
export interface Written {
  readonly content: string
  /** The same with compact JSON in place of the notation. It is not sent: it is there to reckon what the notation saves. */
  readonly asJson?: string
}

/** One message of a conversation with a model; what a tool found goes back under the id of the call that asked for it. */
export type ModelMessage = Written &
  (
    | { readonly role: 'system' | 'user' }
    | { readonly role: 'assistant'; readonly toolCalls?: readonly ToolCall[] }
    | { readonly role: 'tool'; readonly toolCallId: string; readonly name: string }
  )

/** Something a model may ask to have looked up, instead of answering. */
export interface ToolOffer {
  /** Letters, digits, hyphens and underscores. */
  readonly name: string
  readonly description: string
  /** JSON schema of an object. Models may ignore it, so whoever is called validates what comes. */
  readonly parameters: JsonObject
}

/** A model's wish to have a tool called. It is data: whoever reads it decides whether that happens. */
export interface ToolCall {
  readonly id: string
  readonly name: string
  /** Parsed JSON; undefined where the model wrote none that can be read. */
  readonly input: unknown
}

/** A schema that the answer is to follow. Models may ignore it, so whoever asks validates what comes. */
export interface AnswerSchema {
  /** Letters, digits, hyphens and underscores. */
  readonly name: string
  /** JSON schema in the form every provider takes: each property required, no others allowed. */
  readonly schema: JsonObject
}

/** People wait for the first kind; the second goes when nobody does. */
export type ModelPriority = 'person' | 'background'

export interface ModelRequest {
  readonly messages: readonly ModelMessage[]
  readonly schema?: AnswerSchema
  /** What the model may call. With none, its reply has no tool calls. */
  readonly tools?: readonly ToolOffer[]
  /** Milliseconds for the whole answer, waiting for a turn included. */
  readonly timeoutMs: number
  /** Tokens that the answer may have. */
  readonly maxTokens: number
  readonly priority: ModelPriority
  /** For the log. */
  readonly correlationId?: CorrelationId
  /** Aborts when nobody wants the answer any more. */
  readonly signal?: AbortSignal
  /** Streams: called with the whole text so far whenever there is more; another provider starts from scratch. */
  readonly onText?: (textSoFar: string) => void
}

export interface ModelReply {
  readonly text: string
  /** What the model wants to have called before it continues; left out when it has answered. */
  readonly toolCalls?: readonly ToolCall[]
  /** Which model answered, as its provider calls it. */
  readonly model: string
  /** Zero where the provider does not count. */
  readonly tokens: { readonly in: number; readonly out: number }
  /** Until the first of the text came; undefined for an empty answer. */
  readonly firstTextMs?: number
}

/** Completes a conversation with a large language model. What comes back is data: nothing may be done because it says so. */
export interface LanguageModel {
  /** As people know it: `qwen3:8b`. */
  readonly name: string
  /** @throws {ModelUnavailableError} when there is no whole answer in time. Nothing but time was spent. */
  complete(request: ModelRequest): Promise<ModelReply>
  /** Told of an answer that came whole and was of no use, such as one in the wrong form. For the metrics. */
  noteUnusable?(reply: ModelReply): void
}

/** The model to ask for each use; undefined where none is configured, and the rules alone decide. */
export type ModelsByUse = Readonly<Record<ModelUse, LanguageModel | undefined>>

/** Thrown when a model gives no whole answer. Safe to ask again, or another one. */
export class ModelUnavailableError extends BotError {
  override readonly name = 'ModelUnavailableError'
  readonly code = 'model_unavailable'
  readonly userMessage = 'My language model does not answer, so I used my own rules.'
  readonly failure: ModelFailure
  constructor(failure: ModelFailure, message: string, options?: ErrorOptions) {
    super(message, options)
    this.failure = failure
  }
}
