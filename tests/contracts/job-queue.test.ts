import { once } from 'node:events'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBullQueue } from '../../adapters/queue/bull-queue.ts'
import { createMemoryQueue } from '../../adapters/queue/memory-queue.ts'
import { type EmbeddedPool, openEmbeddedPool } from '../../adapters/store/embedded-pool.ts'
import type { Pool } from '../../adapters/store/pool.ts'
import { openPostgresStore } from '../../adapters/store/postgres.ts'
import type { OpenStore } from '../../adapters/store/store.ts'
import type { EventBody } from '../../src/domain/event.ts'
import { QueueUnavailableError } from '../../src/ports/job-queue.ts'
import { CLOSED_REDIS_URL, describeOn, freshName } from '../support/databases.ts'
import { jobNamed, jobQueueContract, type QueueUnderTest } from './job-queue-contract.ts'

const ignore = (): void => {}

function queuesOn(pool: Pool): QueueUnderTest {
  return {
    open: (name, { timings = {}, onlyProcess = false } = {}) =>
      createBullQueue({ on: { kind: 'database', pool, onlyProcess }, name, onError: ignore, timings }),
    async steal(name, job) {
      await pool.query(`UPDATE bullmq.job SET lock_token = 'another' WHERE queue = $1 AND id = $2`, [
        `${name}-deploy`,
        job,
      ])
    },
  }
}

describe('the job queue on PGlite', () => {
  let pool: EmbeddedPool
  beforeAll(async () => {
    pool = await openEmbeddedPool(undefined)
  })
  afterAll(() => pool.end())

  jobQueueContract(() => queuesOn(pool))

  test('gives what the last process had in hand to this one at once, whatever holds are left', async () => {
    const name = freshName()
    const timings = { lockMs: 60_000, stalledCheckMs: 60_000 }
    const before = await queuesOn(pool).open(name, { timings })
    const inHand = Promise.withResolvers<void>()
    await before.work('deploy', 1, async () => {
      inHand.resolve()
      await new Promise(ignore)
    })
    await before.enqueue(jobNamed('e-1'))
    await inHand.promise
    await before.close(0)

    const after = await queuesOn(pool).open(name, { timings, onlyProcess: true })
    const worked = Promise.withResolvers<unknown>()
    await after.work('deploy', 1, async (job) => worked.resolve(job))
    expect(await worked.promise).toEqual(jobNamed('e-1'))
    await after.close(1000)
  })

  test('gives a job out again whose worker broke off, though the hold it had lost came back', async () => {
    const name = freshName()
    const queue = await queuesOn(pool).open(name, { timings: { lockMs: 400, retryMs: 10 } })
    const again = Promise.withResolvers<void>()
    let given = 0
    const setHolder = (holder: string) =>
      pool.query(`UPDATE bullmq.job SET lock_token = $2 WHERE queue = $1`, [`${name}-deploy`, holder])
    await queue.work('deploy', 1, async (_, signal) => {
      given += 1
      if (given > 1) return again.resolve()
      const { rows } = await pool.query<{ lock_token: string }>(`SELECT lock_token FROM bullmq.job WHERE queue = $1`, [
        `${name}-deploy`,
      ])
      await setHolder('another')
      await once(signal, 'abort')
      await setHolder(rows[0]?.lock_token ?? '')
    })
    await queue.enqueue(jobNamed('e-1'))
    await again.promise
    await queue.close(1000)
  })
})

describeOn('TEST_DATABASE_URL', 'the job queue on PostgreSQL', (url) => {
  let opened: OpenStore<EventBody>
  beforeAll(async () => {
    opened = await openPostgresStore({ url, schema: freshName(), projections: [] })
  })
  afterAll(() => opened.store.close())

  jobQueueContract(() => queuesOn(opened.pool))
})

describeOn('TEST_REDIS_URL', 'the job queue on Redis', (url) => {
  jobQueueContract(() => ({
    open: (name, { timings = {} } = {}) =>
      createBullQueue({ on: { kind: 'redis', url }, name, onError: ignore, timings }),
    async steal(name, job) {
      const redis = new Redis(url)
      await redis.set(`bull:${name}-deploy:${job}:lock`, 'another')
      redis.disconnect()
    },
  }))
})

test('a Redis that is away refuses jobs soon and says so', async () => {
  const queue = await createBullQueue({ on: { kind: 'redis', url: CLOSED_REDIS_URL }, onError: ignore })
  await expect(queue.enqueue(jobNamed('e-1'))).rejects.toBeInstanceOf(QueueUnavailableError)
  await expect(queue.ping()).rejects.toBeInstanceOf(QueueUnavailableError)
  await queue.close(100)
})

describe('the job queue in memory', () => {
  test('works on what waits, and on what that leads to, only when told to', async () => {
    const queue = createMemoryQueue()
    const worked: string[] = []
    await queue.work('deploy', 1, async ({ id }) => {
      worked.push(id)
      if (id === 'e-1') await queue.enqueue(jobNamed('e-2'))
    })
    await queue.enqueue(jobNamed('e-1'))
    expect(worked).toEqual([])
    expect(await queue.depth()).toEqual({ waiting: 1, active: 0 })
    await queue.settle()
    expect(worked).toEqual(['e-1', 'e-2'])
    expect(await queue.depth()).toEqual({ waiting: 0, active: 0 })
  })

  test('takes a job once, also after it is done', async () => {
    const queue = createMemoryQueue()
    const worked: string[] = []
    await queue.work('deploy', 1, async ({ id }) => void worked.push(id))
    for (let round = 0; round < 2; round++) {
      await queue.enqueue(jobNamed('e-1'))
      await queue.enqueue(jobNamed('e-1'))
      await queue.settle()
    }
    expect(worked).toEqual(['e-1'])
    expect(queue.taken).toEqual([jobNamed('e-1')])
  })

  test('tries a failed job again the next time it is told to', async () => {
    const queue = createMemoryQueue()
    let tries = 0
    await queue.work('deploy', 1, async () => {
      tries += 1
      if (tries === 1) throw new Error('not yet')
    })
    await queue.enqueue(jobNamed('e-1'))
    await queue.settle()
    expect([tries, await queue.depth()]).toEqual([1, { waiting: 1, active: 0 }])
    await queue.settle()
    expect([tries, await queue.depth()]).toEqual([2, { waiting: 0, active: 0 }])
  })

  test('keeps jobs until there is a worker that offers what they need', async () => {
    const queue = createMemoryQueue()
    const worked: string[] = []
    await queue.enqueue(jobNamed('e-1'))
    await queue.work('build', 1, async ({ id }) => void worked.push(id))
    await queue.settle()
    expect([worked, await queue.depth()]).toEqual([[], { waiting: 1, active: 0 }])
    await queue.work('deploy', 1, async ({ id }) => void worked.push(id))
    await queue.settle()
    expect(worked).toEqual(['e-1'])
  })
})
