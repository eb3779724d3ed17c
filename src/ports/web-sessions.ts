import type { Card } from '../domain/card.ts'
import type { CorrelationId, UserId } from '../domain/ids.ts'

/** A conversation over HTTP. It belongs to whoever opened it; nobody else may see it. */
export interface WebSession {
  readonly id: string
  readonly owner: UserId
  /** ISO 8601 in UTC. */
  readonly openedAt: string
}

/** A conversation in a list. */
export interface ListedSession extends WebSession {
  /** The first words that were said in it, at most 80 characters; left out where nothing was. */
  readonly firstWords?: string
}

/** A message of a session as it stands now. */
export interface WebMessage {
  /** One per message for ever. */
  readonly key: string
  /** Rises with each message and each edit of one: whoever has read up to a position reads on from there. */
  readonly position: number
  /** When it was written first, ISO 8601 in UTC. */
  readonly at: string
  readonly says: Says
}

export type Says =
  | { readonly kind: 'person'; readonly text: string; readonly message: string }
  /** With the correlation id of what it belongs to; that of a person's message is the id it has in the log. */
  | { readonly kind: 'bot'; readonly card: Card; readonly correlationId?: CorrelationId }

/** What was said in conversations over HTTP, for those who come later to read it. */
export interface WebSessions {
  /** @param id A UUID that is nobody else's. With one that is open already, that one is returned. Left out: a new one. */
  open(owner: UserId, id?: string): Promise<WebSession>
  /** Undefined for one that is not there, or closed. */
  get(session: string): Promise<WebSession | undefined>
  /** The open ones of somebody, newest first. @param before One of theirs that is open: only what is older. */
  ofOwner(owner: UserId, limit: number, before?: string): Promise<readonly ListedSession[]>
  /** It is gone, with what was said in it; the log keeps what came of it. False when there is none. */
  close(session: string): Promise<boolean>
  /**
   * Writes a message, or what one says now. Nothing changes when it says that already.
   * @returns False when there is no such session.
   */
  write(session: string, key: string, says: Says, at: Date): Promise<boolean>
  /** What was written or edited after a position, in that order: each message once, as it is now. */
  after(session: string, position: number, limit: number): Promise<readonly WebMessage[]>
  /** One message; undefined when it is not there. */
  message(session: string, key: string): Promise<WebMessage | undefined>
  /** The first that the bot wrote under a correlation id; undefined as long as there is none. */
  firstOf(session: string, correlationId: CorrelationId): Promise<WebMessage | undefined>
}
