import { BotError } from '../domain/errors.ts'
import type { UserId } from '../domain/ids.ts'

/** What a page keeps while its person is at the provider. Whoever has only the answer cannot use it. */
export interface KeptByPage {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Signs people in by an OpenID provider. */
export interface ProviderSignIn {
  /**
   * Where to send the browser.
   * @param callback The address to which the provider sends it back.
   * @throws {IssuerUnavailableError}
   */
  start(callback: string): Promise<{ readonly to: string; readonly kept: KeptByPage }>
  /**
   * Whom the provider has signed in.
   * @param returned The whole address at which the browser came back.
   * @throws {IssuerUnavailableError}
   * @throws {SignInRefusedError} for an answer that does not belong to what was kept, or is not valid here and now.
   */
  finish(returned: string, kept: KeptByPage): Promise<UserId>
}

/** Thrown when an answer of the provider signs nobody in. Why, is for the log. */
export class SignInRefusedError extends BotError {
  override readonly name = 'SignInRefusedError'
  readonly code = 'sign_in_refused'
  readonly userMessage = 'You are not signed in: the provider has not confirmed who you are. Try again from the start.'
}

/** Thrown when the provider names somebody by nothing that counts here. */
export class NamelessError extends BotError {
  override readonly name = 'NamelessError'
  readonly code = 'nameless'
  readonly userMessage: string
  /** @param claim By which people are named. */
  constructor(claim: string) {
    super(`the claim ${claim} is missing, not verified, or no name`)
    this.userMessage =
      `The provider knows you, but its claim “${claim}” names nobody here: it is missing, not verified, or holds other ` +
      'characters than letters, digits and . _ @ + | = -. Ask whoever runs Shipmate to look at http.oidc.userClaim.'
  }
}
