import { createPostgresRelayBackend, createRedisRelayBackend, Relay, runMigrations } from 'bullmq'
import { Redis } from 'ioredis'
import type { Pool } from '../store/pool.ts'

/** What of the Relay is used, whatever it runs on. BullMQ calls it experimental: nothing else of ours knows it. */
export type OpenRelay = Pick<Relay, 'publish' | 'subscribe' | 'waitUntilReady' | 'close' | 'on'>

/** Where the Relay keeps what it has not delivered yet. */
export interface RelayBacking {
  open(): OpenRelay
  close(): void
}

/** In the schema of the job queue, whose tables are made here too when the queue lies elsewhere. */
export async function onDatabase(pool: Pool, namespace: string): Promise<RelayBacking> {
  const client = await pool.connect()
  const ignore = (): void => {}
  // A dropped connection also fails the query that waits on it; unheard, the event would end the process.
  client.on('error', ignore)
  try {
    await runMigrations(client, 'bullmq')
  } finally {
    client.removeListener('error', ignore)
    client.release()
  }
  return {
    open: () => new Relay({ connection: pool, namespace, backend: createPostgresRelayBackend }),
    close() {},
  }
}

export function onRedis(url: string, namespace: string, onError: (error: unknown) => void): RelayBacking {
  const redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1 })
  redis.on('error', onError)
  return {
    open: () => new Relay({ connection: redis, namespace, backend: createRedisRelayBackend }),
    close: () => redis.disconnect(),
  }
}
