import * as z from 'zod'
import type { TaskId } from '../../../src/domain/ids.ts'
import { isNetwork } from './forwarding.ts'

const release = z.object({ sha: z.string(), version: z.string() })

/**
 * What the host does about an instance. `candidate`: runs, nobody uses it yet, not started again. `serving`: kept alive.
 * `paused`: startDraining and stopped, but may serve again. `retiring`: startDraining, stopped and forgotten.
 */
const role = z.enum(['candidate', 'serving', 'paused', 'retiring'])

const confinement = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('own-user'), uid: z.int().positive(), gid: z.int().positive(), home: z.string() }),
  z.object({ kind: z.literal('namespace'), hidden: z.array(z.string()).readonly() }),
  z.object({ kind: z.literal('none') }),
])

const instance = z.object({
  id: z.string(),
  task: z.string(),
  service: z.string(),
  environment: z.string(),
  release,
  folder: z.string(),
  command: z.array(z.string()).min(1),
  drainSeconds: z.number(),
  /** How it is kept from what is the bot's. */
  confinement: confinement.optional(),
  /** What it sees besides what every program needs; secrets are among it. Left out: nothing. */
  env: z.record(z.string(), z.string()).optional(),
  role,
  log: z.string(),
  port: z.int().optional(),
  process: z.object({ pid: z.int().positive(), startedAt: z.string() }).optional(),
  /** Times are ISO 8601 in UTC. */
  startedAt: z.string().optional(),
  lastExit: z.object({ at: z.string(), how: z.string() }).optional(),
  /** How often it has ended by itself since it last ran for a while. */
  crashes: z.int(),
  restartAt: z.string().optional(),
  drainUntil: z.string().optional(),
  terminatedAt: z.string().optional(),
})

/** Addresses and networks whose word on the client of a request is taken. */
const trustedProxies = z.array(z.string().refine(isNetwork))

/** The public side of one service in one environment. */
const route = z.object({
  service: z.string(),
  environment: z.string(),
  publicPort: z.int(),
  /** The highest fencing token seen: who comes with a lower one is out of date. */
  token: z.int(),
  /** Who came with that token. */
  task: z.string().optional(),
  instance: z.string().optional(),
  since: z.string().optional(),
  /** When what served was stopped by will; means nothing once something serves again. */
  stoppedAt: z.string().optional(),
  /** A candidate that a share of the requests goes to, in percent. Files from before there were canaries have none. */
  canary: z.object({ instance: z.string(), percent: z.number(), since: z.string(), seenAt: z.string() }).optional(),
  /** Left out: nobody's. */
  trustedProxies: trustedProxies.optional(),
})

export const hostStateSchema = z.object({
  instances: z.array(instance),
  routes: z.array(route),
  /** Where the state lies that this host found damaged at its start. Only a host that runs says so. */
  setAside: z.string().optional(),
})

export type Instance = z.infer<typeof instance>
export type Route = z.infer<typeof route>
export type HostState = z.infer<typeof hostStateSchema>

const place = { service: z.string(), environment: z.string() }

/**
 * A token is the position of an event. Positions begin with the milliseconds of the log's first day and rise by one, so
 * no log gets here before the year 2286: what is beyond was never given out.
 */
const LARGEST_TOKEN = 1e13
const token = z.int().min(0).max(LARGEST_TOKEN)
const change = { ...place, token }

/** What the host can be told. All may be said again without doing anything twice. */
export const hostCommandSchema = z.discriminatedUnion('do', [
  /** Opens the public port, which says that nothing is deployed until something is. */
  z.object({ do: z.literal('open'), ...place, publicPort: z.int(), trustedProxies: trustedProxies.optional() }),
  /**
   * From here on older tokens are refused, and what other tasks left half done is rolled back. `replaces` is a token
   * held here that the log, as it stands now, has not given out: it no longer counts.
   */
  z.object({
    do: z.literal('claim'),
    ...change,
    publicPort: z.int(),
    task: z.string(),
    replaces: z.int().optional(),
  }),
  z.object({
    do: z.literal('start'),
    ...change,
    ...instance.pick({
      id: true,
      task: true,
      release: true,
      folder: true,
      command: true,
      drainSeconds: true,
      confinement: true,
      env: true,
    }).shape,
  }),
  z.object({ do: z.literal('route'), ...change, instance: z.string() }),
  /**
   * From now on this share of the requests goes to the candidate; `since` stays as it was. Whoever looks after the
   * canary repeats this, since a canary that nobody looks after is stopped.
   */
  z.object({ do: z.literal('share'), ...change, instance: z.string(), percent: z.number().positive().max(100) }),
  z.object({ do: z.literal('pause'), ...change, instance: z.string() }),
  z.object({ do: z.literal('resume'), ...change, instance: z.string() }),
  z.object({ do: z.literal('remove'), ...change, instance: z.string() }),
  /** Ends every instance, every proxy and the host itself. */
  z.object({ do: z.literal('shut-down') }),
])

export type HostCommand = z.infer<typeof hostCommandSchema>

/**
 * What this host can do that earlier ones cannot: asked before it is told to, since it may be older than the bot. Those
 * from before this question answer 404.
 */
export const ABILITIES = ['share', 'confine', 'variables'] as const
export type Ability = (typeof ABILITIES)[number]

export const abilitiesSchema = z.array(z.string())

export const hostAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('out-of-date') }),
  /** `code` is the operating system's: EADDRINUSE, EACCES … */
  z.object({ kind: z.literal('port-unavailable'), port: z.int(), code: z.string() }),
  z.object({ kind: z.literal('no-such-instance') }),
])

export type HostAnswer = z.infer<typeof hostAnswerSchema>

/** What the host can be asked about the requests of users. Hosts from before this question answer 404. */
export const trafficQuestionSchema = z.object({ ...place, since: z.iso.datetime(), until: z.iso.datetime() })

export type TrafficQuestion = z.infer<typeof trafficQuestionSchema>

const count = z.int().min(0)

export const hostTrafficSchema = z.object({
  from: z.iso.datetime(),
  releases: z.array(
    z.object({
      task: z.custom<TaskId>((value) => typeof value === 'string'),
      requests: count,
      errors: count,
      latencies: z.array(z.object({ upToMs: z.number(), count })),
    }),
  ),
})

/** The answer to the same question about the counts by the hour. Hosts from before it answer 404. */
export const hostCountsSchema = z.object({ from: z.iso.datetime(), requests: count, errors: count })
