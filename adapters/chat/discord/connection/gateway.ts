import { setTimeout as wait } from 'node:timers/promises'
import {
  Client,
  type CloseEvent,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type GatewayReadyDispatchData,
  Status,
} from 'discord.js'
import type { Logger } from 'pino'
import { loggable } from '../discord-errors.ts'
import { closedForGood, loginProblem } from '../discord-refused.ts'
import type { ChannelFacts } from '../incoming/channel-facts.ts'
import { type ArrivalListeners, queueArrivals } from './arrivals.ts'
import { connectWithPauses } from './connect-with-pauses.ts'
import { apiOptions, type DiscordAccess } from './rest.ts'

/** Who the bot is on Discord. */
export interface Self {
  readonly user: string
  readonly application: string
}

export interface Gateway {
  readonly self: Self
  /** Hands over what has come since the connection opened, then everything as it comes. */
  listen(listeners: ArrivalListeners): void
  /** What is known of a channel without asking Discord. */
  channel(id: string): ChannelFacts | undefined
  /** The role that Discord made for the bot in a server, which has the bot's name and is easily taken for it. */
  ownRole(guild: string): string | undefined
  /** What a role is called, in whichever of the bot's servers it is. */
  roleName(role: string): string | undefined
  /** The servers the bot is in. */
  guilds(): readonly string[]
  state(): { readonly connected: boolean; readonly lastEventAt?: Date }
  close(): Promise<void>
}

/** None of these is privileged: Discord sends a message's text when it mentions the bot or is a direct message. */
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages]
const CLOSE_WITHIN_MS = 3_000

/**
 * Opens the connection over which Discord tells what happens; discord.js keeps it alive, resumes it and knows the channels.
 * Messages and interactions are taken as Discord sent them, so that no cache decides whether one is seen.
 *
 * @throws {DiscordRefusedError} when Discord will not have this token.
 */
export async function openGateway(config: DiscordAccess, log: Logger): Promise<Gateway> {
  const closing = new AbortController()
  const buildStrategy = connectWithPauses(closing.signal, log)
  const client = new Client({ intents: INTENTS, rest: apiOptions(config), ws: { buildStrategy } })
  const arrivals = queueArrivals(client)
  reportTrouble(client, log)
  const self = await logIn(client, config.token, log)
  return {
    self,
    listen: arrivals.deliverTo,
    channel: (id) => factsOf(client, id),
    ownRole: (guild) => client.guilds.cache.get(guild)?.roles.botRoleFor(self.user)?.id,
    roleName: (role) => client.guilds.cache.map(({ roles }) => roles.cache.get(role)?.name).find(Boolean),
    guilds: () => [...client.guilds.cache.keys()],
    state: () => stateOf(client, arrivals.lastAt()),
    close() {
      closing.abort()
      return close(client)
    },
  }
}

/** Resolves once Discord has let the bot in. */
async function logIn(client: Client, token: string, log: Logger): Promise<Self> {
  const ready = new Promise<Self>((resolve) => {
    client.ws.once(GatewayDispatchEvents.Ready, ({ user, application }: GatewayReadyDispatchData) => {
      resolve({ user: user.id, application: application.id })
    })
  })
  const refused = new Promise<never>((_, reject) => {
    client.on(Events.ShardDisconnect, ({ code }: CloseEvent) => reject(closedForGood(code)))
  })
  const login = client.login(token).catch((error: unknown) => Promise.reject(loginProblem(error)))
  refused.catch((error: unknown) => log.error(loggable(error), 'Discord closed the connection for good'))
  await Promise.race([login, refused])
  return Promise.race([ready, refused])
}

function reportTrouble(client: Client, log: Logger): void {
  client.on(Events.Error, (error) => log.error(loggable(error), 'discord.js reported an error'))
  client.on(Events.ShardError, (error) => log.warn(loggable(error), 'the connection to Discord had an error'))
  client.on(Events.ShardReconnecting, () => log.info('reconnecting to Discord'))
}

/** A line that is dead does not answer the goodbye, and stopping must not wait for it. */
async function close(client: Client): Promise<void> {
  await Promise.race([client.destroy(), wait(CLOSE_WITHIN_MS, undefined, { ref: false })])
}

function factsOf(client: Client, id: string): ChannelFacts | undefined {
  const channel = client.channels.cache.get(id)
  if (channel === undefined) return undefined
  return { id, type: channel.type, ...('parentId' in channel && { parent_id: channel.parentId }) }
}

function stateOf(client: Client, lastArrivalAt: number): { connected: boolean; lastEventAt?: Date } {
  const shards = [...client.ws.shards.values()]
  const connected = shards.length > 0 && shards.every(({ status }) => isOpen(status))
  const lastAt = Math.max(lastArrivalAt, ...shards.map((shard) => shard.lastPingTimestamp))
  return { connected, ...(lastAt > 0 && { lastEventAt: new Date(lastAt) }) }
}

/** A server that is down on Discord's side keeps discord.js waiting for it; messages of the others come nevertheless. */
function isOpen(status: Status): boolean {
  return status === Status.Ready || status === Status.WaitingForGuilds
}
