import type { CorrelationId } from '../domain/ids.ts'
import type { StructuredRequest } from '../domain/structured-request.ts'
import type { ButtonPress } from '../ports/chat-platform.ts'

/** What a button stands for. */
export interface PressedRequest {
  /** As people read it. */
  readonly text: string
  /** Absent from choices of older versions, which only their words say. */
  readonly request: StructuredRequest | undefined
  /** Of what it is about. */
  readonly correlationId: CorrelationId
  /** The question that it answers. */
  readonly answers?: string
}

/**
 * Records a request in the name of whoever pressed, as if they had asked for it in that thread.
 * @returns 'duplicate' when the same press was recorded before, which was answered then, or when the question has an answer.
 */
export type SubmitRequest = (press: ButtonPress, pressed: PressedRequest) => Promise<'accepted' | 'duplicate'>
