import { randomUUID } from 'node:crypto'
import { tokenStream } from '../domain/api-token.ts'
import type { UserId } from '../domain/ids.ts'
import { loginStream } from '../domain/login.ts'
import { apiTokens, logins } from '../domain/projections.ts'
import { transact } from '../runtime/transact.ts'
import type { ErasingParts } from './erase-events.ts'

/** Ends the console sessions and links of somebody, and the tokens that are theirs: an alias must not use them. */
export async function endAccess({ store, clock }: Pick<ErasingParts, 'store' | 'clock'>, by: UserId): Promise<void> {
  const cause = { correlationId: randomUUID(), actor: by }
  for (const { login, user } of await store.list(logins)) {
    if (user !== by) continue
    await transact(store, cause, clock.now(), async (transaction) => {
      const last = (await transaction.read(loginStream(login))).at(-1)
      if (last && last.body.type !== 'login.ended')
        transaction.append(loginStream(login), { type: 'login.ended', login, by })
    })
  }
  for (const { token, holder, revokedAt } of await store.list(apiTokens)) {
    if (holder !== by || revokedAt !== undefined) continue
    await transact(store, cause, clock.now(), async (transaction) => {
      const events = await transaction.read(tokenStream(token))
      if (!events.some(({ body }) => body.type === 'token.revoked'))
        transaction.append(tokenStream(token), { type: 'token.revoked', token, by })
    })
  }
}
