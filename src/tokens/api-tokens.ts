import { randomUUID } from 'node:crypto'
import { type ApiToken, type ApiTokenEvent, isValid, tokenStream, userOfToken } from '../domain/api-token.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import type { UserId } from '../domain/ids.ts'
import { personStream } from '../domain/person.ts'
import { isPersonId } from '../domain/person-id.ts'
import { apiTokens } from '../domain/projections.ts'
import type { Clock } from '../ports/clock.ts'
import type { Documents, EventLog } from '../ports/event-store.ts'
import { type TokenDesk, TokenRefusedError, type TokenWish } from '../ports/token-desk.ts'
import { transact } from '../runtime/transact.ts'
import { hashOf, isSame, newSecret, newSecretId } from './secrets.ts'

/** @param roles The names of those that there are. @param by Who manages them. */
export function tokenDesk(parts: TokenParts, roles: readonly string[], by: UserId): TokenDesk {
  return {
    async create(wish) {
      refuseUnknowable(wish)
      return createToken(parts, wish, roles, by)
    },
    list: () => parts.store.list(apiTokens),
    revoke: (called) => revokeToken(parts, called, by),
  }
}

/** A holder that was mistyped would be nobody, and four eyes be off in silence. */
function refuseUnknowable({ holder }: TokenWish): void {
  if (holder === undefined || isPersonId(holder)) return
  throw new TokenRefusedError(
    'A holder is a person, such as slack:U024BE7LH, discord:80351110224678912 or terminal:you.',
  )
}

export interface TokenParts {
  readonly store: EventLog<ShipmateEvent> & Documents
  readonly clock: Clock
}

const PRESENTED = /^shipmate_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/
const ID = /^[0-9a-f]{12}$/i
/** How old the noted use is at most when a token is used again. */
const USE_NOTED_EVERY_MS = 3_600_000

export async function createToken(
  { store, clock }: TokenParts,
  wish: TokenWish,
  roles: readonly string[],
  by: UserId,
): Promise<{ readonly token: ApiToken; readonly secret: string }> {
  const unknown = wish.scope.roles.filter((name) => !roles.includes(name))
  if (unknown.length > 0)
    throw new TokenRefusedError(`There is no role ${unknown.join(', ')}. Roles: ${roles.join(', ')}.`)
  // Whoever revokes by an id must not meet a name.
  if (ID.test(wish.name))
    throw new TokenRefusedError('A name must not look like the id of a token. Choose another one.')
  const taken = (await store.list(apiTokens)).some((one) => one.name === wish.name && isValid(one, clock.now()))
  if (taken)
    throw new TokenRefusedError(`There is a token ${wish.name} already. Revoke it first, or choose another name.`)
  const id = newSecretId()
  const secret = newSecret()
  const created: ApiTokenEvent = { type: 'token.created', token: id, hash: hashOf(secret), ...wish }
  const person = userOfToken(id)
  const cause = { correlationId: randomUUID(), actor: by }
  await transact(store, cause, clock.now(), async (transaction) => {
    transaction.append(tokenStream(id), created)
    transaction.append(personStream(person), { type: 'person.named', person, name: shownName(wish) })
  })
  const token = await store.get(apiTokens, id)
  if (!token) throw new Error(`token ${id} was recorded and is not there`)
  return { token, secret: `shipmate_${id}_${secret}` }
}

/** A token that a person has made is called one, so that nobody makes one that is taken for a colleague. */
const shownName = ({ name, acts }: TokenWish): string =>
  acts === 'person' || acts === 'approver' ? `token ${name}` : name

/** Of these tokens, the one with this id, else with this name: no name hides a token from whoever knows its id. */
export function tokenCalled(tokens: readonly ApiToken[], called: string): ApiToken | undefined {
  return tokens.find(({ token }) => token === called) ?? tokens.find(({ name }) => name === called)
}

/** The valid token that somebody presents; undefined for anything else. Its use is noted, at most once an hour. */
export async function tokenPresented({ store, clock }: TokenParts, presented: string): Promise<ApiToken | undefined> {
  const [, id = '', secret = ''] = PRESENTED.exec(presented) ?? []
  const token = id === '' ? undefined : await store.get(apiTokens, id)
  if (!token || !isSame(hashOf(secret), token.hash) || !isValid(token, clock.now())) return undefined
  await noteUse({ store, clock }, token)
  return token
}

async function noteUse({ store, clock }: TokenParts, { token, usedAt }: ApiToken): Promise<void> {
  const now = clock.now()
  if (usedAt !== undefined && now.getTime() - new Date(usedAt).getTime() < USE_NOTED_EVERY_MS) return
  const cause = { correlationId: randomUUID(), actor: userOfToken(token) }
  await transact(store, cause, now, async (transaction) => {
    const events = await transaction.read(tokenStream(token))
    if (events.at(-1)?.body.type !== 'token.revoked')
      transaction.append(tokenStream(token), { type: 'token.used', token })
  })
}

export async function revokeToken({ store, clock }: TokenParts, called: string, by: UserId): Promise<ApiToken> {
  const valid = (await store.list(apiTokens)).filter((one) => isValid(one, clock.now()))
  const token = tokenCalled(valid, called)
  if (!token) throw new TokenRefusedError(`There is no valid token ${called}. \`shipmate token list\` shows all.`)
  await transact(store, { correlationId: randomUUID(), actor: by }, clock.now(), async (transaction) => {
    const events = await transaction.read(tokenStream(token.token))
    if (events.some(({ body }) => body.type === 'token.revoked')) return
    transaction.append(tokenStream(token.token), { type: 'token.revoked', token: token.token, by })
  })
  return token
}
