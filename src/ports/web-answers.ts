import type { ChangeId, ChangeRequest } from '../domain/change-request.ts'
import type { Confirmation } from '../domain/confirmation.ts'
import { BotError } from '../domain/errors.ts'
import type { UserId } from '../domain/ids.ts'

/** Whose answer it is, and to what exactly. */
export interface Answering {
  readonly by: UserId
  /** Of the plan that they have seen: a yes to it is none to another. */
  readonly planHash: string
  /** The same key is the same answer, however often it is sent. */
  readonly key?: string | undefined
}

export type ChangeWord =
  | { readonly kind: 'approve'; readonly conditions?: string | undefined }
  | { readonly kind: 'reject'; readonly reason?: string | undefined }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'break-glass'; readonly reason: string }

/** How what was answered stands after it. */
export interface Answered<Asked> {
  readonly asked: Asked
  /** What a press of its button would be told, such as why it does not count. */
  readonly notice?: string
}

/** Answers questions by their ids: each answer is the press of a button or a form sent, with all that is checked then. */
export interface WebAnswers {
  /** The open questions of somebody, newest first. */
  confirmations(by: UserId): Promise<readonly Confirmation[]>
  /**
   * Undefined for a question that is not there, or is somebody else's.
   * @throws {PlanMovedError}
   */
  confirm(id: string, yes: boolean, answering: Answering): Promise<Answered<Confirmation> | undefined>
  /** Those that somebody's approval would count for, newest first. */
  approvals(by: UserId, among: readonly ChangeRequest[]): Promise<readonly ChangeRequest[]>
  /**
   * Undefined for one that is not there.
   * @throws {PlanMovedError}
   * @throws {NotTakenError} for words that cannot be taken.
   */
  answerChange(id: ChangeId, word: ChangeWord, answering: Answering): Promise<Answered<ChangeRequest> | undefined>
}

/** Thrown for an answer to a plan that is not the one that is asked about. */
export class PlanMovedError extends BotError {
  override readonly name = 'PlanMovedError'
  readonly code = 'plan_moved'
  readonly userMessage =
    'The plan is another one by now, so nothing was decided. Read it and answer with its plan_hash.'
}

/** Thrown for a reason or a condition that cannot be taken as it is, with what is wrong. */
export class NotTakenError extends BotError {
  override readonly name = 'NotTakenError'
  readonly code = 'not_taken'
  readonly userMessage: string
  constructor(userMessage: string) {
    super(userMessage)
    this.userMessage = userMessage
  }
}
