import type { UserId } from './ids.ts'

/** Where somebody showed who they are. */
export type LoginWay = 'terminal' | 'chat' | 'provider'

/** A way into the console: a link that opens one session, and that session. Stream `login-<id>`. */
export type LoginEvent =
  | {
      readonly type: 'login.offered'
      readonly login: string
      readonly user: UserId
      readonly way: LoginWay
      /** SHA-256 of the code in hex. The code is shown once, to its person alone, and kept nowhere. */
      readonly hash: string
      /** ISO 8601 in UTC. */
      readonly expiresAt: string
    }
  /** The link was used: it opens nothing from then on. */
  | {
      readonly type: 'login.opened'
      readonly login: string
      readonly user: UserId
      /** SHA-256 of what the browser keeps, in hex. */
      readonly hash: string
      /** SHA-256 of what the page sends along, in hex. */
      readonly csrfHash: string
      readonly expiresAt: string
    }
  | { readonly type: 'login.ended'; readonly login: string; readonly by: UserId }

interface OfLogin {
  readonly login: string
  readonly user: UserId
  readonly hash: string
  readonly expiresAt: string
}

export type Login = OfLogin &
  (
    | { readonly kind: 'offered'; readonly way: LoginWay }
    | { readonly kind: 'open'; readonly csrfHash: string; readonly openedAt: string }
  )

/** Undefined once it is over: nothing of it is needed any more. */
export function loginAfter({ body, at }: { readonly body: LoginEvent; readonly at: string }): Login | undefined {
  switch (body.type) {
    case 'login.offered': {
      const { type: _, ...offered } = body
      return { kind: 'offered', ...offered }
    }
    case 'login.opened': {
      const { type: _, ...opened } = body
      return { kind: 'open', ...opened, openedAt: at }
    }
    case 'login.ended':
      return undefined
  }
}

export function isLoginValid({ expiresAt }: Login, now: Date): boolean {
  return now < new Date(expiresAt)
}

export function loginStream(login: string): string {
  return `login-${login}`
}
