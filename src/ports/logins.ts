import type { UserId } from '../domain/ids.ts'
import type { LoginWay } from '../domain/login.ts'

/** What opens the console once, for its person alone. */
export interface OfferedLogin {
  readonly code: string
  readonly expiresAt: Date
}

/** A session that was just opened. Both secrets are told here and kept nowhere. */
export interface OpenedLogin {
  readonly user: UserId
  /** What the browser keeps. */
  readonly secret: string
  /** What the page sends along, so that no other page can act by the browser's cookie. */
  readonly csrf: string
  readonly expiresAt: Date
}

export interface PresentedLogin {
  readonly login: string
  readonly user: UserId
  readonly expiresAt: string
  /** Whether this is what its page was given to send along. */
  readonly hasCsrf: (sent: string | undefined) => boolean
}

/** How people sign in to the console. */
export interface Logins {
  offer(user: UserId, way: LoginWay): Promise<OfferedLogin>
  /** Undefined for a code that opens nothing: unknown, used or too old. */
  redeem(code: string): Promise<OpenedLogin | undefined>
  /** The open session that a browser shows; undefined for anything else. */
  presented(secret: string): Promise<PresentedLogin | undefined>
  end(login: string, by: UserId): Promise<void>
  /** Ends all sessions of somebody, and the links that were sent to them. */
  endAll(user: UserId): Promise<void>
}
