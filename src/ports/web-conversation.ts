import type { AssistantProposal } from '../domain/assistant-proposal.ts'
import { BotError } from '../domain/errors.ts'
import type { Form } from '../domain/form.ts'
import type { UserId } from '../domain/ids.ts'
import type { StructuredRequest } from '../domain/structured-request.ts'
import type { FormAnswer, PressAnswer } from './chat-platform.ts'
import type { Page, PageAsked } from './web-reads.ts'
import type { ListedSession, WebMessage, WebSession } from './web-sessions.ts'

/** What somebody says over HTTP: words, or what they want as data. */
export interface Saying {
  readonly text: string
  readonly request?: StructuredRequest
  /** It comes from an assistant, which only proposes. */
  readonly proposal?: AssistantProposal
  /** The same key is the same message, however often it is sent. Left out: a message of its own. */
  readonly key?: string
}

export interface Pressing {
  readonly button: string
  /** Whether a form can be shown; else the conversation asks for what is to be typed. */
  readonly forms: boolean
}

export interface WebPressAnswer extends PressAnswer {
  /** To fill in: nothing is decided yet. */
  readonly form?: Form
}

/** A message that is safely recorded, and what the bot says to it as far as it has by then. */
export interface Said {
  /** Its id in the log, and the correlation id of all that comes of it. */
  readonly message: string
  readonly reply?: WebMessage
}

/** Conversations over HTTP: what somebody may see is what they opened. */
export interface WebConversation {
  /** @param key The same key is the same session until it is closed, however often it is sent. Left out: a new one. */
  open(by: UserId, key?: string): Promise<WebSession>
  /**
   * Newest first.
   * @throws {CursorError} when no open session has that id.
   */
  ofOwner(by: UserId, page: PageAsked): Promise<Page<ListedSession>>
  close(by: UserId, session: string): Promise<void>
  /**
   * Hands a message to the bot and waits a moment for its answer.
   * @throws {KeyUsedError} when its key was sent with another message.
   */
  say(by: UserId, session: string, saying: Saying, signal?: AbortSignal): Promise<Said>
  press(by: UserId, session: string, press: Pressing, key?: string): Promise<WebPressAnswer>
  sendForm(
    by: UserId,
    session: string,
    sent: { readonly form: string; readonly text: string },
    key?: string,
  ): Promise<FormAnswer>
  /** What was written or edited after a position. @param limit At most so many; 200 when left out. */
  after(by: UserId, session: string, position: number, limit?: number): Promise<readonly WebMessage[]>
  /** Calls `heard` when there may be something new to read. Returns how to stop. */
  listen(by: UserId, session: string, heard: () => void): Promise<() => void>
}

/** Thrown for a session that is not there, is closed, or is somebody else's: which, is nobody else's business. */
export class NoSessionError extends BotError {
  override readonly name = 'NoSessionError'
  readonly code = 'no_session'
  readonly userMessage = 'There is no such session. Open one first.'
}

/** Thrown when a key that was sent before comes with another message. */
export class KeyUsedError extends BotError {
  override readonly name = 'KeyUsedError'
  readonly code = 'key_used'
  readonly userMessage = 'This Idempotency-Key was sent with another message. Use a new one for each message.'
}
