import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { HttpConfig } from '../../../config/config.ts'
import type { Card } from '../../domain/card.ts'
import { platformOf, type UserId } from '../../domain/ids.ts'
import type { LoginWay } from '../../domain/login.ts'
import type { AccountDesk, ConsoleLink } from '../../ports/account-desk.ts'
import type { ConnectedChat } from '../../ports/chat-platform.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Documents } from '../../ports/event-store.ts'
import type { Logins } from '../../ports/logins.ts'
import type { PersonLinks } from '../../ports/person-links.ts'
import type { PersonalTokens } from '../../ports/token-desk.ts'
import { nameOf } from '../../queries/names.ts'

const MINUTE_MS = 60_000

/** The address of the console: that of the proxy before it, or of this machine. */
export function consoleAddress({ url, host, port }: HttpConfig): string {
  if (url !== undefined) return new URL(url).origin
  return `http://${host === '::1' ? '[::1]' : '127.0.0.1'}:${port}`
}

/**
 * A link that opens the console once, at a page of it. The code is behind the #, which no browser sends and no server
 * logs.
 */
export async function linkFor(
  logins: Logins,
  { user, way, page }: { readonly user: UserId; readonly way: LoginWay; readonly page?: string | undefined },
  http: HttpConfig,
  clock: Clock,
): Promise<ConsoleLink> {
  const { code, expiresAt } = await logins.offer(user, way)
  const minutes = Math.round((expiresAt.getTime() - clock.now().getTime()) / MINUTE_MS)
  return {
    url: `${consoleAddress(http)}/login#${code}${page === undefined ? '' : `/${page}`}`,
    minutes,
    isOnlyHere: http.url === undefined,
  }
}

export interface AccountParts {
  readonly logins: Logins
  readonly links: PersonLinks
  readonly tokens: PersonalTokens
  readonly store: Documents
  readonly http: HttpConfig
  readonly clock: Clock
  readonly log: Logger
}

/** @param platforms Once they are connected. */
export function accountDesk(
  { logins, links, tokens, store, http, clock, log }: AccountParts,
  platforms: () => readonly ConnectedChat[],
): AccountDesk {
  return {
    consoleLink: (user, page) => linkFor(logins, { user, way: 'chat', page }, http, clock),
    ...{ links, tokens },
    nameOf: (user) => nameOf(store, user),
    tellAlone: (user, card) => tellAlone(platforms(), user, card, log),
  }
}

async function tellAlone(platforms: readonly ConnectedChat[], user: UserId, card: Card, log: Logger): Promise<boolean> {
  try {
    const platform = platforms.find(({ name }) => name === platformOf(user))
    await platform?.post({ kind: 'direct', user }, card, { key: `alone-${randomUUID()}`, mayExist: false })
    return platform !== undefined
  } catch (error) {
    log.warn({ err: error, user }, 'somebody could not be told alone')
    return false
  }
}
