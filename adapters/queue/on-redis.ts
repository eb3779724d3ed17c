import { createRedisBackend } from 'bullmq'
import { Redis } from 'ioredis'
import { type Backing, opening } from './backing.ts'

/** How long enqueueing waits for a connection that is being made; the work is in the log, so it may fail soon. */
const READY_MS = 2_000
/** A command that Redis does not answer in this time has failed. */
const COMMAND_MS = 5_000

/** BullMQ on a Redis server. The server may be away at the start; nothing is taken until it is there. */
export function onRedis(url: string): Backing {
  // Fails fast, so that who enqueues learns of it instead of waiting for Redis to come back.
  const queue = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: COMMAND_MS })
  // A worker has nothing better to do than to wait; BullMQ insists on it.
  const worker = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true })
  return {
    ...opening({ queue, worker }, createRedisBackend),
    ready: () => whenReady(queue),
    close() {
      queue.disconnect()
      worker.disconnect()
    },
  }
}

function whenReady(redis: Redis): Promise<void> {
  if (redis.status === 'ready') return Promise.resolve()
  return new Promise((resolve, reject) => {
    const settle = (outcome: () => void) => () => {
      clearTimeout(timer)
      redis.off('ready', onReady)
      outcome()
    }
    const onReady = settle(resolve)
    const timer = setTimeout(
      settle(() => reject(new Error(`no connection to Redis: ${redis.status}`))),
      READY_MS,
    )
    redis.once('ready', onReady)
  })
}
