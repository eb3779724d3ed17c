import { type SimulatorClock, systemClock } from '../clock.ts'
import { startGateway } from './gateway/gateway.ts'
import { createInteractions } from './interactions/interactions.ts'
import { createActs } from './people/acts.ts'
import { type DiscordPerson, discordPerson } from './people/discord-person.ts'
import { screenOf } from './people/screen.ts'
import { createWaiting } from './people/waiting.ts'
import { botRoutes } from './rest/bot-routes.ts'
import type { Call } from './rest/call.ts'
import { channelRoutes } from './rest/channel-routes.ts'
import { commandRoutes } from './rest/command-routes.ts'
import { interactionRoutes } from './rest/interaction-routes.ts'
import { messageRoutes } from './rest/message-routes.ts'
import { createRateLimits, NO_RATE_LIMITS } from './rest/rate-limits.ts'
import { type Failure, startRestApi } from './rest/rest-api.ts'
import type { RouteParts } from './rest/route-parts.ts'
import { type ScriptedPeople, scriptedPeople } from './scripted-people.ts'
import { type Surroundings, surroundings } from './surroundings.ts'
import { createWorld } from './world/world.ts'

export interface DiscordServerOptions {
  /**
   * What Discord counts by the clock: rate limits, the 3 seconds and 15 minutes of interactions, gateway events. 'off' for
   * tests that post as fast as they can on a machine as slow as it is. What a body may hold is always enforced. Default 'on'.
   */
  readonly limits?: 'on' | 'off'
  /** Default: time as it passes. */
  readonly clock?: SimulatorClock
  /** Milliseconds between heartbeats. Default: Discord's 41,250. */
  readonly heartbeatMs?: number
}

/** A Discord on this machine for the real discord.js: gateway and REST of version 10, one bot, one server, and people. */
export interface DiscordServer extends ScriptedPeople, Surroundings {
  readonly apiUrl: string
  readonly token: string
  readonly general: string
  readonly guild: string
  readonly botId: string
  readonly botRole: string
  /** Somebody who uses the bot; the same name is always the same person. */
  person(name: string): DiscordPerson
  /** Everything that somebody sees now, in JSON; and the next change of anything that is seen, to be waited for. */
  screen(name: string): object
  changed(): Promise<void>
  failNext(method: string, path: RegExp, failure: Failure, times?: number): void
  calls(method?: string, path?: RegExp): readonly Call[]
  /** Something as the gateway sends it, such as a recorded payload. */
  dispatch(type: string, payload: object): void
  /** Resolves with what `find` finds, as soon as it finds something; looks after each call of the bot. */
  until<Found>(find: () => Found | undefined | false, timeoutMs?: number): Promise<Found>
  stop(): Promise<void>
}

const TOKEN = 'a-bot-token'

export async function startDiscordServer(options: DiscordServerOptions = {}): Promise<DiscordServer> {
  const { limits = 'on', clock = systemClock() } = options
  const waiting = createWaiting()
  const world = createWorld(clock)
  const gateway = await startGateway(world, { token: TOKEN, clock, limits, ...options })
  const interactions = createInteractions(world, limits, waiting.changed)
  let url = ''
  const parts: RouteParts = {
    world,
    filesUrl: () => url,
    interactions,
    gatewayUrl: gateway.url,
    tell: gateway.tell,
    nonces: new Map(),
    commands: { registered: [], writes: 0 },
  }
  const groups = [botRoutes, commandRoutes, channelRoutes, messageRoutes, interactionRoutes]
  const api = await startRestApi({
    token: TOKEN,
    routes: groups.flatMap((routes) => routes(parts)),
    limits: limits === 'on' ? createRateLimits(clock) : NO_RATE_LIMITS,
    changed: waiting.changed,
  })
  url = api.url
  const naming = { channels: true }
  const acts = createActs(parts, waiting.changed, () => naming.channels)
  const closedForms = new Set<string>()
  const person = (name: string): DiscordPerson => discordPerson(acts, waiting, closedForms, name)

  return {
    apiUrl: `${url}/api`,
    token: TOKEN,
    general: world.general.id,
    guild: world.guild,
    botId: world.bot.id,
    botRole: world.botRole,
    person,
    screen: (name) => screenOf(acts, person(name), closedForms),
    changed: waiting.next,
    ...scriptedPeople(acts, naming),
    ...surroundings(parts, gateway, acts),
    failNext: api.failNext,
    calls: (method, path) =>
      api.calls.filter((call) => (!method || call.method === method) && (!path || path.test(call.path))),
    dispatch: gateway.dispatch,
    until: (find, timeoutMs) => waiting.untilPolled(find, timeoutMs),
    async stop() {
      await api.stop()
      await gateway.stop()
    },
  }
}
