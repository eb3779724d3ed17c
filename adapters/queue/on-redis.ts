import { createRedisBackend } from 'bullmq'
import { Redis } from 'ioredis'
import { type Backing, opening, type QueueTelemetry } from './backing.ts'

/** How long enqueueing waits for a connection that is being made; the work is in the log, so it may fail soon. */
const READY_MS = 2_000
/** A command that Redis does not answer in this time has failed. */
const COMMAND_MS = 5_000

/** BullMQ on a Redis server. The server may be away at the start; nothing is taken until it is there. */
export function onRedis(url: string, telemetry?: QueueTelemetry): Backing {
  // Fails fast, so that who enqueues learns of it instead of waiting for Redis to come back.
  const queue = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: COMMAND_MS })
  // A worker has nothing better to do than to wait; BullMQ insists on it.
  const worker = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true })
  let becomingReady: Promise<void> | undefined
  return {
    ...opening({ queue, worker }, createRedisBackend, telemetry),
    ready() {
      becomingReady ??= whenReady(queue).finally(() => {
        becomingReady = undefined
      })
      return becomingReady
    },
    close() {
      queue.disconnect()
      worker.disconnect()
    },
  }
}

/** Waits for a connection that is being made for the first time, not for one that was lost. */
function whenReady(redis: Redis): Promise<void> {
  if (redis.status === 'ready') return Promise.resolve()
  if (!FIRST_STEPS.has(redis.status)) return Promise.reject(noConnection(redis))
  return new Promise((resolve, reject) => {
    const onReady = (): void => settle(resolve)
    const onClose = (): void => settle(() => reject(noConnection(redis)))
    const settle = (outcome: () => void): void => {
      clearTimeout(timer)
      redis.off('ready', onReady).off('close', onClose)
      outcome()
    }
    const timer = setTimeout(onClose, READY_MS)
    redis.once('ready', onReady).once('close', onClose)
  })
}

const FIRST_STEPS: ReadonlySet<string> = new Set(['wait', 'connecting', 'connect'])

function noConnection(redis: Redis): Error {
  return new Error(`no connection to Redis: ${redis.status}`)
}
