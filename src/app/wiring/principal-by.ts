import type { ApiBehind } from '../../../adapters/http/api/behind.ts'
import { userOfToken } from '../../domain/api-token.ts'
import type { Logins } from '../../ports/logins.ts'
import { type TokenParts, tokenPresented } from '../../tokens/api-tokens.ts'

/** Who acts with what a request shows: a cookie opens sessions alone, and the secret of a session is no token. */
export function principalBy(parts: TokenParts & { readonly logins: Logins }): ApiBehind['authenticate'] {
  return async ({ kind, value }) => {
    switch (kind) {
      case 'cookie': {
        const session = await parts.logins.presented(value)
        return session && { kind: 'person', user: session.user, by: 'login', expiresAt: session.expiresAt }
      }
      case 'bearer': {
        const token = await tokenPresented(parts, value)
        return token && { kind: 'token', user: userOfToken(token.token), token: token.token }
      }
    }
  }
}
