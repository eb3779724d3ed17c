import { STEP_KINDS } from '../../src/domain/workflow.ts'
import { type JobQueue, QueueUnavailableError, type Work } from '../../src/ports/job-queue.ts'
import type { Pool } from '../store/pool.ts'
import type { Backing, BullProcessor, BullWorker, QueueTelemetry } from './backing.ts'
import { createLeases, type Leases } from './leases.ts'
import { freeJobsInHand, onDatabase } from './on-database.ts'
import { onRedis } from './on-redis.ts'
import { openQueues, queueName } from './queues.ts'
import {
  BULL_TIMINGS,
  type BullTimings,
  KEPT_WHEN_DONE,
  KEPT_WHEN_GIVEN_UP,
  pauseAfter,
  RECONNECT_MS,
  TRIES,
  WORKERS_A_JOB_MAY_LOSE,
} from './settings.ts'

export interface BullQueueConfig {
  /** `onlyProcess`: nobody else uses this database, so whoever still leases a job is dead. */
  readonly on:
    | { readonly kind: 'database'; readonly pool: Pool; readonly onlyProcess: boolean }
    | { readonly kind: 'redis'; readonly url: string }
  /** Several Shipmates may share one database or Redis under different names. No `:` in it. */
  readonly name?: string
  /** Told of everything that goes wrong beside the calls: lost connections, failed tries, jobs given up. */
  readonly onError: (error: Error) => void
  readonly timings?: Partial<BullTimings>
  /** Has jobs carry their trace. Left out: nobody traces them. */
  readonly telemetry?: QueueTelemetry | undefined
}

/**
 * The job queue on BullMQ: a queue for each kind of step, so that a worker is never given what it does not offer.
 * @throws {QueueUnavailableError} when the database does not answer; a Redis that is away is waited for later.
 */
export async function createBullQueue(config: BullQueueConfig): Promise<JobQueue> {
  const { on, name = 'shipmate', onError, telemetry } = config
  const timings = { ...BULL_TIMINGS, ...config.timings }
  const backing = await answering(() => open(on, name, telemetry))
  const queues = openQueues(backing, name, onError)
  const leases = createLeases(timings.lockMs)
  const workers: BullWorker[] = []

  const depth = (): ReturnType<JobQueue['depth']> =>
    answering(async () => {
      await backing.ready()
      return queues.depth()
    })

  return {
    enqueue: (job) =>
      answering(async () => {
        await backing.ready()
        const { id, ...data } = job
        const added = await queues.of(job.capability).add('step', data, { ...JOB_OPTIONS, jobId: id })
        // One that was given up, as its workers kept dying, is wanted again: whoever asks knows that it is not over.
        if (await added.isFailed()) await added.retry()
      }),
    async work(capability, concurrency, work) {
      const events = { renewed: leases.renewed, lost: leases.lost, failed: onError }
      const settings = workerSettings(concurrency, timings)
      const worker = backing.openWorker(queueName(name, capability), processorOf(work, leases), settings, events)
      workers.push(worker)
      if (on.kind === 'database') await answering(() => worker.waitUntilReady())
    },
    depth,
    async ping() {
      await depth()
    },
    async close(timeoutMs) {
      const all = [...workers, ...queues.all]
      if (!(await endsWithin(timeoutMs, Promise.all(all.map((one) => one.close()))))) {
        leases.loseAll()
        await endsWithin(DISCONNECT_MS, Promise.all(all.map((one) => one.disconnect())))
      }
      backing.close()
    },
  }
}

/** Cutting connections should take no time at all. */
const DISCONNECT_MS = 500

const JOB_OPTIONS = {
  attempts: TRIES,
  backoff: { type: 'growing' },
  removeOnComplete: KEPT_WHEN_DONE,
  removeOnFail: KEPT_WHEN_GIVEN_UP,
} as const

async function open(on: BullQueueConfig['on'], name: string, telemetry: QueueTelemetry | undefined): Promise<Backing> {
  if (on.kind === 'redis') return onRedis(on.url, telemetry)
  const backing = await onDatabase(on.pool, telemetry)
  if (on.onlyProcess) for (const each of STEP_KINDS) await freeJobsInHand(on.pool, queueName(name, each))
  return backing
}

function workerSettings(concurrency: number, { lockMs, stalledCheckMs, retryMs }: BullTimings) {
  return {
    concurrency,
    lockDuration: lockMs,
    stalledInterval: stalledCheckMs,
    maxStalledCount: WORKERS_A_JOB_MAY_LOSE,
    runRetryDelay: RECONNECT_MS,
    settings: { backoffStrategy: (failedTries: number) => pauseAfter(failedTries, retryMs) },
  }
}

function processorOf(work: Work, leases: Leases): BullProcessor {
  return async ({ id, data }) => {
    if (id === undefined) throw new Error('BullMQ gave out a job without its id')
    const lease = leases.take(id)
    try {
      const { run, step, capability, correlationId } = data
      await work({ id, run, step, capability, correlationId }, lease.signal)
      // Who broke off because of a lost lease is not done; a job that BullMQ takes for done never comes again.
      lease.signal.throwIfAborted()
    } finally {
      lease.end()
    }
  }
}

async function answering<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask()
  } catch (cause) {
    throw new QueueUnavailableError('the job queue does not answer', { cause })
  }
}

/** Waits for work, but not longer than `ms`; false when the time ran out. Its failure counts as its end. */
async function endsWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  const timeUp = Promise.withResolvers<false>()
  const timer = setTimeout(timeUp.resolve, ms, false)
  try {
    return await Promise.race([
      work.then(
        () => true,
        () => true,
      ),
      timeUp.promise,
    ])
  } finally {
    clearTimeout(timer)
  }
}
