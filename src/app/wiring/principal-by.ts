import type { ApiBehind } from '../../../adapters/http/api/behind.ts'
import { userOfToken } from '../../domain/api-token.ts'
import type { Logins } from '../../ports/logins.ts'
import type { SignedTokens } from '../../ports/signed-identity.ts'
import { type TokenParts, tokenPresented } from '../../tokens/api-tokens.ts'

export interface PrincipalParts extends TokenParts {
  readonly logins: Logins
  /** Left out: only the bot's own tokens open anything. */
  readonly signed?: SignedTokens | undefined
}

/** Who acts with what a request shows: a cookie opens sessions alone, and the secret of a session is no token. */
export function principalBy({ logins, signed, ...tokens }: PrincipalParts): ApiBehind['authenticate'] {
  return async ({ kind, value }) => {
    switch (kind) {
      case 'cookie': {
        const session = await logins.presented(value)
        return session && { kind: 'person', user: session.user, by: 'login', expiresAt: session.expiresAt }
      }
      case 'bearer': {
        if (signed && isSigned(value)) {
          const identity = await signed.read(value)
          return identity && { kind: 'person', by: 'jwt', ...identity }
        }
        const token = await tokenPresented(tokens, value)
        return (
          token && {
            kind: 'token',
            user: userOfToken(token.token),
            token: token.token,
            proposes: token.acts === 'proposer',
          }
        )
      }
    }
  }
}

/** Header, claims and signature. Tokens of the bot's own have no dots. */
const isSigned = (value: string): boolean => /^[^.]+\.[^.]+\.[^.]*$/.test(value)
