import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { Agent } from 'node:http'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import { BotError } from '../../src/domain/errors.ts'
import type { MeasuredTraffic } from '../../src/ports/traffic.ts'
import type { CountedTraffic } from '../../src/ports/traffic-history.ts'
import { childEnvironment } from '../process/child-environment.ts'
import { lockOwner } from '../process/lock-file.ts'
import { readLogTail } from '../process/log-tail.ts'
import { credentialHeader } from './host/credential.ts'
import { LOOPBACK } from './host/free-port.ts'
import { type HostPaths, hostPaths, prepareHostFolders } from './host/host-paths.ts'
import {
  ABILITIES,
  type Ability,
  abilitiesSchema,
  type HostAnswer,
  type HostCommand,
  type HostState,
  hostAnswerSchema,
  hostCountsSchema,
  hostStateSchema,
  hostTrafficSchema,
  type TrafficQuestion,
} from './host/host-protocol.ts'
import { DamagedStateError, readHostState } from './host/host-state.ts'
import { type HttpCall, type HttpReply, httpCall } from './http-call.ts'

/**
 * The bot's side of the local host. A host that has died is started again by any call; one that was stopped on purpose only
 * by a command, never by a question.
 */
export interface HostClient {
  /** What a host that was stopped has left when none runs. */
  state(): Promise<HostState>
  send(command: HostCommand): Promise<HostAnswer>
  /** False for a host that is older than this; when none runs, what the next one can. */
  can(ability: Ability): Promise<boolean>
  /** Undefined when none runs, or one that is older than this question: it outlives upgrades of the bot. */
  traffic(question: TrafficQuestion): Promise<MeasuredTraffic | undefined>
  /** The same for the counts by the hour. */
  counts(question: TrafficQuestion): Promise<CountedTraffic | undefined>
}

/** Thrown when the local host can be neither reached nor started. */
export class LocalHostUnavailableError extends BotError {
  override readonly name = 'LocalHostUnavailableError'
  readonly code = 'local_host_unavailable'
  readonly userMessage =
    'The process that runs the services on this host does not start. Its log is local-host/host.log.'
}

const STATE_TIMEOUT_MS = 5_000
/** A command may wait until an instance of the same task has drained and ended. */
const COMMAND_TIMEOUT_MS = 120_000
const START_TIMEOUT_MS = 20_000
const POLL_MS = 20
const NOT_KNOWN = 404
/** What Node has compiled once it need not compile again; the command line keeps its own there too. */
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/shipmate', import.meta.url))

/** The host is asked with every status; to connect takes longer than to ask. Idle connections keep no process running. */
const connections = new Agent({ keepAlive: true })

/** @param publicHost the address of the public ports, for a host that is started; one that runs keeps its own. */
export function createHostClient(dataFolder: string, publicHost: string = LOOPBACK): HostClient {
  const paths = hostPaths(dataFolder)
  let starting: Promise<void> | undefined
  let nextState: Promise<HostState> | undefined

  /** Whoever asks in the same turn, as one status does for each environment, gets the same answer. */
  const stateOnce = (): Promise<HostState> => {
    nextState ??= Promise.resolve().then(() => {
      nextState = undefined
      return readState(paths)
    })
    return nextState
  }

  const reached = async <T>(call: () => Promise<T>): Promise<T> => {
    try {
      return await call()
    } catch (error) {
      if (!isUnreachable(error)) throw error
      starting ??= startHost(paths, [resolve(dataFolder), publicHost]).finally(() => {
        starting = undefined
      })
      await starting
      return call()
    }
  }

  // Who ends by will takes the lock along.
  const asked = async <T>(call: () => Promise<T>, stopped: () => T): Promise<T> => {
    try {
      return await call()
    } catch (error) {
      if (!isUnreachable(error)) throw error
      return existsSync(paths.lock) || isDamaged(paths) ? reached(call) : stopped()
    }
  }

  return {
    state: () => asked(stateOnce, () => readHostState(paths.state)),
    send: (command) => reached(() => send(paths, command)),
    can: (ability) =>
      asked(
        async () => (await readAbilities(paths)).includes(ability),
        () => ABILITIES.includes(ability),
      ),
    traffic: (question) =>
      asked(
        () => ask(paths, '/traffic', question, hostTrafficSchema),
        () => undefined,
      ),
    counts: (question) =>
      asked(
        () => ask(paths, '/counts', question, hostCountsSchema),
        () => undefined,
      ),
  }
}

/** Ends every instance, every proxy and the host of a data folder. False when there was no host to end. */
export async function stopAll(dataFolder: string): Promise<boolean> {
  const client = createHostClient(dataFolder)
  const paths = hostPaths(dataFolder)
  // A host that was killed may have left instances behind; only a new one can find and end them.
  const left = await leftBehind(paths)
  if (!left) return false
  await client.send({ do: 'shut-down' })
  while (await answers(paths)) await sleep(POLL_MS)
  return true
}

async function leftBehind(paths: HostPaths): Promise<boolean> {
  if (await answers(paths)) return true
  return isDamaged(paths) || readHostState(paths.state).instances.length > 0
}

/** Only a new host can tell what such a state leaves behind. */
function isDamaged({ state }: HostPaths): boolean {
  try {
    readHostState(state)
    return false
  } catch (error) {
    if (error instanceof DamagedStateError) return true
    throw error
  }
}

async function readState(paths: HostPaths): Promise<HostState> {
  return hostStateSchema.parse(understood(await call(paths, { method: 'GET', path: '/state' })))
}

async function send(paths: HostPaths, body: HostCommand): Promise<HostAnswer> {
  const reply = await call(paths, { method: 'POST', path: '/commands', body, timeoutMs: COMMAND_TIMEOUT_MS })
  return hostAnswerSchema.parse(understood(reply))
}

async function readAbilities(paths: HostPaths): Promise<readonly string[]> {
  const reply = await call(paths, { method: 'GET', path: '/abilities' })
  return reply.status === NOT_KNOWN ? [] : abilitiesSchema.parse(understood(reply))
}

/** Undefined when the host is older than the question. */
async function ask<Answer>(
  paths: HostPaths,
  path: '/traffic' | '/counts',
  question: TrafficQuestion,
  answer: z.ZodType<Answer>,
): Promise<Answer | undefined> {
  const reply = await call(paths, { method: 'GET', path: `${path}?${new URLSearchParams(question)}` })
  return reply.status === NOT_KNOWN ? undefined : answer.parse(understood(reply))
}

type HostCall = Pick<HttpCall, 'method' | 'path' | 'body'> & Partial<Pick<HttpCall, 'timeoutMs'>>

function call({ socket, credential }: HostPaths, asked: HostCall): Promise<HttpReply> {
  const headers = credentialHeader(credential)
  return httpCall({ timeoutMs: STATE_TIMEOUT_MS, ...asked, to: { socketPath: socket }, headers, agent: connections })
}

/** @throws {LocalHostUnavailableError} when the host refuses. */
function understood({ status, body }: HttpReply): unknown {
  if (status !== 200) throw new LocalHostUnavailableError(`the local host answers ${status}: ${body}`)
  return JSON.parse(body)
}

async function startHost(paths: HostPaths, args: HostArguments): Promise<void> {
  prepareHostFolders(paths)
  const deadline = Date.now() + START_TIMEOUT_MS
  let host = spawnHost(paths, args)
  while (!(await answers(paths))) {
    if (host.failed() || Date.now() > deadline) throw await unavailable(paths)
    // It left because another one held the lock, which may have been on its way out.
    if (host.left()) host = spawnHost(paths, args)
    await sleep(POLL_MS)
  }
  // One that comes too late must be seen to leave: later it might find the lock free and stay, wanted by nobody.
  while (host.runs() && lockOwner(paths.lock)?.pid !== host.pid) await sleep(POLL_MS)
}

type HostArguments = readonly [dataFolder: string, publicHost: string]

interface StartedHost {
  readonly pid: number | undefined
  runs(): boolean
  /** It ended, and not because there was another one. */
  failed(): boolean
  left(): boolean
}

/** Starting twice is harmless: the host that comes second sees the first one's lock and leaves. */
function spawnHost(paths: HostPaths, args: HostArguments): StartedHost {
  const log = openSync(paths.log, 'a', 0o600)
  const host = spawn(process.execPath, [join(import.meta.dirname, 'host', 'main.ts'), ...args], {
    cwd: paths.folder,
    detached: true,
    stdio: ['ignore', log, log],
    env: childEnvironment({ NODE_COMPILE_CACHE: COMPILED }),
  })
  closeSync(log)
  host.unref()
  let failed = false
  host.once('error', () => {
    failed = true
  })
  return {
    pid: host.pid,
    runs: () => !failed && host.exitCode === null && host.signalCode === null,
    failed: () => failed || host.signalCode !== null || (host.exitCode ?? 0) !== 0,
    left: () => host.exitCode === 0,
  }
}

async function unavailable({ log }: HostPaths): Promise<LocalHostUnavailableError> {
  return new LocalHostUnavailableError(`the local host does not start: ${await readLogTail(log, (text) => text)}`)
}

async function answers(paths: HostPaths): Promise<boolean> {
  try {
    await readState(paths)
    return true
  } catch (error) {
    if (isUnreachable(error)) return false
    throw error
  }
}

/** Nobody listens, or whoever did has just ended. */
const UNREACHABLE = ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE']

function isUnreachable(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code !== undefined && UNREACHABLE.includes(code)
}
