import { randomUUID } from 'node:crypto'
import type { ShipmateEvent } from '../domain/events.ts'
import type { UserId } from '../domain/ids.ts'
import { isLoginValid, type Login, type LoginWay, loginStream } from '../domain/login.ts'
import { logins } from '../domain/projections.ts'
import type { Clock } from '../ports/clock.ts'
import type { Documents, EventLog } from '../ports/event-store.ts'
import type { Logins, OfferedLogin, OpenedLogin, PresentedLogin } from '../ports/logins.ts'
import { transact } from '../runtime/transact.ts'
import { hashOf, isSame, newSecret, newSecretId } from '../tokens/secrets.ts'

export interface LoginParts {
  readonly store: EventLog<ShipmateEvent> & Documents
  readonly clock: Clock
}

const LINK_LASTS_MS = 10 * 60_000
/** A working day: who comes back tomorrow signs in again. */
const SESSION_LASTS_MS = 12 * 3_600_000

/** Codes of links and secrets of sessions look different, so that neither passes for the other. */
const CODE = /^link_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/
const SECRET = /^session_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/

/** Links into the console and its sessions, in the log. */
export function consoleLogins(parts: LoginParts): Logins {
  return {
    offer: (user, way) => offer(parts, user, way),
    redeem: (code) => redeem(parts, code),
    presented: (secret) => presented(parts, secret),
    end: (login, by) => end(parts, login, by),
    endAll: (user) => endAll(parts, user),
  }
}

async function offer({ store, clock }: LoginParts, user: UserId, way: LoginWay): Promise<OfferedLogin> {
  const [login, code] = [newSecretId(), newSecret()]
  const expiresAt = later(clock, LINK_LASTS_MS)
  await transact(store, { correlationId: randomUUID(), actor: user }, clock.now(), async (transaction) => {
    transaction.append(loginStream(login), {
      type: 'login.offered',
      ...{ login, user, way, hash: hashOf(code), expiresAt: expiresAt.toISOString() },
    })
  })
  return { code: `link_${login}_${code}`, expiresAt }
}

async function redeem({ store, clock }: LoginParts, code: string): Promise<OpenedLogin | undefined> {
  const offered = await found({ store, clock }, CODE, code)
  if (offered?.kind !== 'offered') return undefined
  const { login, user } = offered
  const [secret, csrf] = [newSecret(), newSecret()]
  const expiresAt = later(clock, SESSION_LASTS_MS)
  const cause = { correlationId: randomUUID(), actor: user }
  const opened = await transact(store, cause, clock.now(), async (transaction) => {
    // Whoever is first has it: the stream's version refuses the second.
    if ((await transaction.read(loginStream(login))).at(-1)?.body.type !== 'login.offered') return false
    transaction.append(loginStream(login), {
      type: 'login.opened',
      ...{ login, user, hash: hashOf(secret), csrfHash: hashOf(csrf), expiresAt: expiresAt.toISOString() },
    })
    return true
  })
  if (opened.kind !== 'done' || !opened.result) return undefined
  return { user, secret: `session_${login}_${secret}`, csrf, expiresAt }
}

async function presented(parts: LoginParts, secret: string): Promise<PresentedLogin | undefined> {
  const open = await found(parts, SECRET, secret)
  if (open?.kind !== 'open') return undefined
  const { login, user, expiresAt, csrfHash } = open
  return { login, user, expiresAt, hasCsrf: (sent) => sent !== undefined && isSame(hashOf(sent), csrfHash) }
}

async function end({ store, clock }: LoginParts, login: string, by: UserId): Promise<void> {
  await transact(store, { correlationId: randomUUID(), actor: by }, clock.now(), async (transaction) => {
    const last = (await transaction.read(loginStream(login))).at(-1)
    if (last && last.body.type !== 'login.ended')
      transaction.append(loginStream(login), { type: 'login.ended', login, by })
  })
}

async function endAll(parts: LoginParts, user: UserId): Promise<void> {
  const own = (await parts.store.list(logins)).filter((login) => login.user === user)
  for (const { login } of own) await end(parts, login, user)
}

/** The valid login that a text of this form belongs to. */
async function found({ store, clock }: LoginParts, form: RegExp, shown: string): Promise<Login | undefined> {
  const [, id = '', secret = ''] = form.exec(shown) ?? []
  const login = id === '' ? undefined : await store.get(logins, id)
  return login && isSame(hashOf(secret), login.hash) && isLoginValid(login, clock.now()) ? login : undefined
}

const later = (clock: Clock, ms: number): Date => new Date(clock.now().getTime() + ms)
