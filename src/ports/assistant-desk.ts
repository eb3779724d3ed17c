import type { JsonObject } from '../domain/event.ts'
import type { UserId } from '../domain/ids.ts'

/** Something an assistant may ask for. Nothing here confirms, approves or rejects: that takes a person. */
export interface AssistantTool {
  readonly name: string
  /** For people. */
  readonly title: string
  /** For the assistant: what it gives, and what it does not do. */
  readonly description: string
  /** JSON Schemas of objects. */
  readonly input: JsonObject
  readonly output: JsonObject
  /** `danger`: what it proposes is hard to undo. */
  readonly effect: 'read' | 'change' | 'danger'
}

export interface AssistantCall {
  readonly by: UserId
  /** What the program calls itself. */
  readonly client?: string
  /** The conversation that the call belongs to. */
  readonly session: string
  readonly name: string
  readonly input: unknown
  /** Aborted when nobody waits for the answer any more; what was asked for stays asked for. */
  readonly left: AbortSignal
  /** Told how it goes while the assistant waits, as sentences. */
  readonly progress: (sentence: string) => void
}

/** What a call comes to; the text says what the data says. */
export type AssistantAnswer =
  | { readonly kind: 'found'; readonly text: string; readonly data: JsonObject }
  /** Not allowed, not understood or not there: the text says which. */
  | { readonly kind: 'problem'; readonly text: string }

/** Looks things up and proposes changes on behalf of an assistant, by the rights of its token. */
export interface AssistantDesk {
  readonly tools: readonly AssistantTool[]
  call(call: AssistantCall): Promise<AssistantAnswer>
}
