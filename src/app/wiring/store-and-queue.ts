import type { Logger } from 'pino'
import { createMemoryBus } from '../../../adapters/bus/memory-bus.ts'
import { createRelayBus } from '../../../adapters/bus/relay-bus.ts'
import type { QueueTelemetry } from '../../../adapters/queue/backing.ts'
import { createBullQueue } from '../../../adapters/queue/bull-queue.ts'
import { openEmbeddedStore } from '../../../adapters/store/embedded.ts'
import { openPostgresStore } from '../../../adapters/store/postgres.ts'
import type { OpenStore } from '../../../adapters/store/store.ts'
import type { Config } from '../../../config/config.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import { projections } from '../../domain/projections.ts'
import type { Bus } from '../../ports/bus.ts'
import type { JobQueue } from '../../ports/job-queue.ts'

/** The event log with what is kept beside it, in the database that is configured. */
export function openStore({ store, dataDir }: Config, log: Logger): Promise<OpenStore<ShipmateEvent>> {
  switch (store.kind) {
    case 'embedded':
      return openEmbeddedStore({ folder: dataDir, projections })
    case 'memory':
      log.warn('store: memory. Everything is forgotten when this process ends.')
      return openEmbeddedStore({ folder: 'memory', projections })
    case 'postgres':
      return openPostgresStore({
        url: store.url.reveal(),
        projections,
        onError: (error) => log.warn({ err: error }, 'a database connection broke; it is replaced'),
      })
  }
}

/** Jobs: on Redis, or in the same database. */
export function openQueue(
  { queue, store }: Config,
  { pool }: OpenStore<ShipmateEvent>,
  log: Logger,
  telemetry?: QueueTelemetry,
): Promise<JobQueue> {
  const onError = (error: Error): void => log.warn({ err: error }, 'the job queue failed')
  switch (queue.kind) {
    case 'redis':
      return createBullQueue({ on: { kind: 'redis', url: queue.url.reveal() }, onError, telemetry })
    case 'store':
      return createBullQueue({
        on: { kind: 'database', pool, onlyProcess: store.kind !== 'postgres' },
        onError,
        telemetry,
      })
  }
}

/** Where the jobs are, since whoever shares those is to hear of them; within one process it needs no database. */
export async function openBus({ queue, store }: Config, { pool }: OpenStore<ShipmateEvent>, log: Logger): Promise<Bus> {
  const onError = (error: unknown): void => log.warn({ err: error }, 'the message bus failed')
  if (queue.kind === 'redis') return createRelayBus({ on: { kind: 'redis', url: queue.url.reveal() }, onError })
  if (store.kind === 'postgres') return createRelayBus({ on: { kind: 'database', pool }, onError })
  return createMemoryBus(onError)
}
