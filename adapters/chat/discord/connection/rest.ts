import { REST, type RESTOptions } from 'discord.js'
import type { ChartPainter } from '../../../../src/ports/chart-painter.ts'
import type { SlashCommand } from '../../../../src/ports/chat-platform.ts'
import type { ChatSpeech } from '../../../../src/ports/chat-speech.ts'
import { createOwnAgent } from './own-agent.ts'

/** What it takes to be let in. */
export interface DiscordAccess {
  readonly token: string
  /** Ids of the servers that are home; left out, the one the bot is in, if it is only one. */
  readonly servers?: readonly string[]
  /** Another server that speaks Discord's API, version 10: `https://chat.example.com/api`. */
  readonly apiUrl?: string
}

export interface DiscordConfig extends DiscordAccess {
  /** The commands with options that people are offered. Default: none. */
  readonly commands?: readonly SlashCommand[]
  readonly speech: ChatSpeech
  /** Draws the pictures of tables; left out, the tables are shown alone. */
  readonly painter?: ChartPainter
  /** Takes secrets out of a command that is shown to its channel; left out, those of well-known shapes. */
  readonly redact?: (text: string) => string
}

/** Long enough for a slow day at Discord, short enough that a dead connection does not hold the outbox up. */
const TIMEOUT_MS = 10_000

/** The options that both the REST client and the gateway's own calls need. */
export function apiOptions(config: DiscordAccess): Partial<RESTOptions> {
  return config.apiUrl === undefined ? {} : { api: config.apiUrl.replace(/\/+$/, '') }
}

/**
 * discord.js forgets the token at any 401, even one that passes. It is kept: a bot without its token says nothing more until
 * a restart, while one whose token is no longer valid is refused call by call.
 */
class RestKeepingToken extends REST {
  override setToken(token: string | null): this {
    return token === null ? this : super.setToken(token)
  }
}

/**
 * Calls Discord's API. Nothing is tried again here: the outbox does that, and knows what may have got through. A limit on
 * writing to a channel, or on questions about members, is reported at once instead of waited for: the courier then
 * delays that message alone, and a question keeps its full time for the answer. Everything else (interactions, other reads)
 * waits.
 */
export function createRest(config: DiscordAccess): REST {
  return new RestKeepingToken({
    ...apiOptions(config),
    agent: createOwnAgent(),
    retries: 0,
    timeout: TIMEOUT_MS,
    rejectOnRateLimit: ({ method, route }) =>
      method === 'GET' ? isOfMember(route) : /^\/(channels|users)\//.test(route),
  }).setToken(config.token)
}

/** As discord.js names the route. */
function isOfMember(route: string): boolean {
  return route === '/guilds/:id/members/:id'
}
