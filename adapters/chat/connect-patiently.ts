import type { Logger } from 'pino'
import {
  type ChatPlatform,
  ChatRefusedError,
  type ConnectedChat,
  type GroupDirectory,
  type StandingDirectory,
  UnreachableError,
} from '../../src/ports/chat-platform.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { PostingLimits } from '../../src/ports/posting-limits.ts'

/** What holds of a platform whether it is there or not: messages narrated meanwhile are divided by it. */
export type PlatformBounds = Required<Pick<ChatPlatform, 'capacity' | 'limits'>>

export interface PatientConnection {
  /** The prefix of the platform's ids, by which its messages are kept until it is there. */
  readonly name: string
  readonly connect: () => Promise<ConnectedChat>
  /** Asked for only where the platform cannot be reached. */
  readonly bounds: () => Promise<PlatformBounds>
  readonly clock: Clock
  readonly log: Logger
}

const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 60_000

/**
 * Connects. When the platform cannot be reached, it keeps trying while the rest of the bot works: deployments in
 * progress must not wait for a chat. Messages stay in the outbox meanwhile.
 * @throws {ChatRefusedError} when the platform refuses the bot, which trying again does not fix.
 */
export async function connectPatiently(connection: PatientConnection): Promise<ConnectedChat> {
  try {
    return await connection.connect()
  } catch (error) {
    if (error instanceof ChatRefusedError) throw error
    connection.log.warn({ err: error, platform: connection.name }, 'the platform cannot be reached; I keep trying')
    return standIn(connection, await connection.bounds())
  }
}

/** Others take hold of its parts at the start, so all of them are there from the beginning. */
function standIn(
  { name, connect, clock, log }: PatientConnection,
  { capacity, limits }: PlatformBounds,
): ConnectedChat {
  let chat: ConnectedChat | undefined
  let stopped = false
  let trying: Promise<void> | undefined
  let callOff = (): void => {}
  const listeners: Parameters<NonNullable<PostingLimits['listen']>>[0][] = []

  const attempt = async (failures: number): Promise<void> => {
    try {
      chat = await connect()
      for (const hear of listeners) chat.limits?.listen?.(hear)
      log.info({ platform: name }, 'the platform is reached')
      if (stopped) await chat.stop()
    } catch (error) {
      log.warn({ err: error, platform: name }, 'the platform still cannot be reached')
      // Refused by now or not: somebody may be fixing it at the platform's side, and the bot has other work.
      if (!stopped) tryIn(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures), failures + 1)
    }
  }
  const tryIn = (pauseMs: number, failures: number): void => {
    callOff = clock.at(new Date(clock.now().getTime() + pauseMs), () => {
      trying = attempt(failures)
    })
  }
  const reached = (): ConnectedChat => {
    if (!chat) throw new UnreachableError(`${name} has not been reached yet`)
    return chat
  }

  tryIn(FIRST_RETRY_MS, 1)
  return {
    name,
    capacity,
    limits: {
      limits: limits.limits,
      channelOf: (place) => (chat?.limits ?? limits).channelOf(place),
      workspaceOf: (place) => (chat?.limits ?? limits).workspaceOf(place),
      listen: (hear) => (chat ? chat.limits?.listen?.(hear) : void listeners.push(hear)),
    },
    threadUnder: (message) => reached().threadUnder?.(message) ?? message,
    post: async (to, card, options) => reached().post(to, card, options),
    edit: async (message, card) => reached().edit(message, card),
    groups: {
      groupsOf: async (user) => groupsIn(reached()).groupsOf(user),
      toldOf: (user) => chat?.groups?.toldOf?.(user),
      nameOf: async (group) => groupsIn(reached()).nameOf?.(group),
      membersOf: async (group) => groupsIn(reached()).membersOf?.(group),
    },
    standings: {
      standingOf: async (user) => standingsIn(reached()).standingOf(user),
      toldOf: (user) => chat?.standings?.toldOf?.(user),
    },
    locales: { localeOf: async (user) => (await reached().locales?.localeOf(user)) ?? {} },
    names: { nameOf: async (user) => reached().names?.nameOf(user) },
    thinking: async (thread, words) => chat?.thinking?.(thread, words),
    homeChanged: () => chat?.homeChanged?.(),
    state: () => chat?.state() ?? { connected: false },
    async stop() {
      stopped = true
      callOff()
      await trying
      await chat?.stop()
    },
  }
}

/** Without one nobody's groups are known, which is not the same as being in none. */
function groupsIn({ name, groups }: ConnectedChat): GroupDirectory {
  if (!groups) throw new UnreachableError(`${name} has no groups to look up`)
  return groups
}

function standingsIn({ name, standings }: ConnectedChat): StandingDirectory {
  if (!standings) throw new UnreachableError(`${name} does not say who belongs to it`)
  return standings
}
