import { isValid, tokenStream } from '../domain/api-token.ts'
import { loginStream } from '../domain/login.ts'
import { apiTokens, logins } from '../domain/projections.ts'
import { endEach } from './end-each.ts'
import type { RestoringParts } from './parts.ts'

/** A token that was revoked since, or a console that was left, must not open again: who still needs one gets a new one. */
export async function endAccess(parts: RestoringParts): Promise<Readonly<Record<string, number>>> {
  const { store, clock } = parts
  const [tokens, open] = await Promise.all([store.list(apiTokens), store.list(logins)])
  return {
    tokens: await endEach(
      parts,
      tokens
        .filter((token) => isValid(token, clock.now()))
        .map(({ token }) => ({
          stream: tokenStream(token),
          decide: async () => [{ type: 'token.revoked', token, by: 'shipmate' }],
        })),
    ),
    logins: await endEach(
      parts,
      open.map(({ login }) => ({
        stream: loginStream(login),
        decide: async () => [{ type: 'login.ended', login, by: 'shipmate' }],
      })),
    ),
  }
}
