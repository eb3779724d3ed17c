import type { UserId } from '../domain/ids.ts'

/** How people say that several accounts are theirs. */
export interface PersonLinks {
  /** A code that links the account it is said from, once, within ten minutes. */
  offer(user: UserId): Promise<{ readonly code: string; readonly minutes: number }>
  /** Links two accounts. */
  redeem(user: UserId, code: string): Promise<LinkResult>
  /** Parts an account from those it was linked with. False where there is none. */
  unlink(user: UserId): Promise<boolean>
}

export type LinkResult =
  | { readonly kind: 'linked'; readonly other: UserId }
  /** Unknown, used or too old: which, is nobody's business. */
  | { readonly kind: 'no-code' }
  /** The code is this account's own. */
  | { readonly kind: 'same-account' }
