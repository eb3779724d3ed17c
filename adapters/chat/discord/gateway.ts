import {
  type APIInteraction,
  Client,
  type CloseEvent,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type GatewayInteractionCreateDispatch,
  type GatewayMessageCreateDispatch,
  type GatewayMessageCreateDispatchData,
  type GatewayReadyDispatchData,
  Status,
} from 'discord.js'
import type { Logger } from 'pino'
import type { ChannelFacts } from './channel-facts.ts'
import { loggable } from './discord-errors.ts'
import { closedForGood, loginProblem } from './discord-refused.ts'
import { apiOptions, type DiscordConfig } from './rest.ts'

/** Who the bot is on Discord. */
export interface Self {
  readonly user: string
  readonly application: string
}

export interface GatewayListeners {
  message(payload: GatewayMessageCreateDispatchData): void
  interaction(payload: APIInteraction): void
}

export interface Gateway {
  readonly self: Self
  /** Hands over what has come since the connection opened, then everything as it comes. */
  listen(listeners: GatewayListeners): void
  /** What is known of a channel without asking Discord. */
  channel(id: string): ChannelFacts | undefined
  /** The role that Discord made for the bot in a server, which has the bot's name and is easily taken for it. */
  ownRole(guild: string): string | undefined
  /** The servers the bot is in. */
  guilds(): readonly string[]
  state(): { readonly connected: boolean; readonly lastEventAt?: Date }
  close(): Promise<void>
}

/** None of these is privileged: Discord sends a message's text when it mentions the bot or is a direct message. */
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages]

type Arrival = (listeners: GatewayListeners) => void

/**
 * Opens the connection over which Discord tells what happens; discord.js keeps it alive, resumes it and knows the channels.
 * Messages and interactions are taken as Discord sent them, so that no cache decides whether one is seen.
 *
 * @throws {DiscordRefusedError} when Discord will not have this token.
 */
export async function openGateway(config: DiscordConfig, log: Logger): Promise<Gateway> {
  const client = new Client({ intents: INTENTS, rest: apiOptions(config) })
  const arrivals = queueArrivals(client)
  const ready = selfOf(client)
  const { self } = await logIn(client, config.token, ready, log)
  return {
    self,
    listen: arrivals.deliverTo,
    channel: (id) => factsOf(client, id),
    ownRole: (guild) => client.guilds.cache.get(guild)?.roles.botRoleFor(self.user)?.id,
    guilds: () => [...client.guilds.cache.keys()],
    state: () => stateOf(client, arrivals.lastAt()),
    close: () => client.destroy(),
  }
}

/**
 * Keeps what came until somebody listens. discord.js announces each packet before it reads it; a packet taken here is
 * hidden from it, since its reading throws, and ends the process, when a compatible server leaves a field out.
 */
function queueArrivals(client: Client): { deliverTo(listeners: GatewayListeners): void; lastAt(): number } {
  const waiting: Arrival[] = []
  let deliver = (arrival: Arrival): unknown => waiting.push(arrival)
  let lastAt = 0
  client.on(Events.Raw, (packet: Packet) => {
    lastAt = Date.now()
    const arrival = arrivalOf(packet)
    if (arrival === undefined) return
    packet.t = null
    deliver(arrival)
  })
  return {
    lastAt: () => lastAt,
    deliverTo(listeners) {
      deliver = (arrival) => arrival(listeners)
      for (const arrival of waiting.splice(0)) arrival(listeners)
    },
  }
}

type Packet =
  | { t: null }
  | (Pick<GatewayMessageCreateDispatch, 'd'> & { t: GatewayDispatchEvents.MessageCreate | null })
  | (Pick<GatewayInteractionCreateDispatch, 'd'> & { t: GatewayDispatchEvents.InteractionCreate | null })

function arrivalOf(packet: Packet): Arrival | undefined {
  switch (packet.t) {
    case GatewayDispatchEvents.MessageCreate:
      return (listeners) => listeners.message(packet.d)
    case GatewayDispatchEvents.InteractionCreate:
      return (listeners) => listeners.interaction(packet.d)
    default:
      return undefined
  }
}

function selfOf(client: Client): Promise<{ readonly self: Self }> {
  return new Promise((resolve) => {
    client.ws.once(GatewayDispatchEvents.Ready, ({ user, application }: GatewayReadyDispatchData) => {
      resolve({ self: { user: user.id, application: application.id } })
    })
  })
}

async function logIn<Ready>(client: Client, token: string, ready: Promise<Ready>, log: Logger): Promise<Ready> {
  const closed = new Promise<never>((_, reject) => {
    client.on(Events.ShardDisconnect, ({ code }: CloseEvent) => {
      log.error({ code }, 'Discord closed the connection for good')
      reject(closedForGood(code))
    })
  })
  client.on(Events.Error, (error) => log.error(loggable(error), 'discord.js reported an error'))
  client.on(Events.ShardError, (error) => log.warn(loggable(error), 'the connection to Discord had an error'))
  client.on(Events.ShardReconnecting, () => log.info('reconnecting to Discord'))
  closed.catch(() => undefined)
  const login = client.login(token).catch((error: unknown) => Promise.reject(loginProblem(error)))
  await Promise.race([login, closed])
  return Promise.race([ready, closed])
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
