import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { BullTimings } from '../../adapters/queue/settings.ts'
import type { Job, JobQueue } from '../../src/ports/job-queue.ts'
import { freshName } from '../support/databases.ts'

export interface QueueUnderTest {
  /** Two under one name are two processes. */
  open(name: string, options?: OpenOptions): Promise<JobQueue>
  /** Takes a job away from whoever holds it, as happens when its hold has run out. */
  steal(name: string, job: string): Promise<void>
}

export interface OpenOptions {
  readonly timings?: Partial<BullTimings>
  readonly onlyProcess?: boolean
}

/** No hold runs out by itself, however busy the machine. */
const HELD: BullTimings = { lockMs: 60_000, stalledCheckMs: 100, retryMs: 5 }
/** Short enough for a test to see a hold run out. */
const BRIEF: BullTimings = { ...HELD, lockMs: 600 }
/** Short enough to see that it is renewed, long enough for a busy machine to do so. */
const RENEWED: BullTimings = { ...HELD, lockMs: 2_000 }
/** For what a busy machine may take its time with. */
const PATIENT = { timeout: 10_000, interval: 10 }

export const jobNamed = (id: string): Job => ({
  id,
  run: 'TASK-1',
  step: 'deploy',
  capability: 'deploy',
  correlationId: 'c',
})

export function jobQueueContract(tested: () => QueueUnderTest): void {
  let name: string
  let queues: JobQueue[]

  beforeEach(() => {
    name = freshName()
    queues = []
  })
  afterEach(async () => {
    await Promise.all(queues.map((queue) => queue.close(0)))
  })
  const open = async (options?: OpenOptions): Promise<JobQueue> => {
    const queue = await tested().open(name, { timings: HELD, ...options })
    queues.push(queue)
    return queue
  }

  test('a job is worked on with all that it carries', async () => {
    const queue = await open()
    const worked = Promise.withResolvers<Job>()
    await queue.work('deploy', 1, async (job) => worked.resolve(job))
    await queue.enqueue(jobNamed('e-1'))
    expect(await worked.promise).toEqual(jobNamed('e-1'))
  })

  test('a job that waited for a worker is worked on', async () => {
    const queue = await open()
    await queue.enqueue(jobNamed('e-1'))
    expect(await queue.depth()).toEqual({ waiting: 1, active: 0 })
    const worked = Promise.withResolvers<Job>()
    await queue.work('deploy', 1, async (job) => worked.resolve(job))
    expect(await worked.promise).toEqual(jobNamed('e-1'))
  })

  test('two workers on the same jobs work on each once', async () => {
    const [one, two] = [await open(), await open()]
    const worked: string[] = []
    for (const queue of [one, two]) await queue.work('deploy', 3, async ({ id }) => void worked.push(id))
    const ids = Array.from({ length: 30 }, (_, index) => `e-${index}`)
    await Promise.all(ids.map((id, index) => (index % 2 ? one : two).enqueue(jobNamed(id))))
    await vi.waitFor(() => expect(worked.length).toBeGreaterThanOrEqual(30), PATIENT)
    await vi.waitFor(async () => expect(await one.depth()).toEqual({ waiting: 0, active: 0 }), PATIENT)
    expect(worked.sort()).toEqual(ids.sort())
  })

  test('a job is not taken a second time, neither while it waits nor after it is done', async () => {
    const queue = await open()
    await queue.enqueue(jobNamed('e-1'))
    await queue.enqueue(jobNamed('e-1'))
    const worked: string[] = []
    await queue.work('deploy', 1, async ({ id }) => void worked.push(id))
    await vi.waitFor(async () => expect(await queue.depth()).toEqual({ waiting: 0, active: 0 }), PATIENT)
    await queue.enqueue(jobNamed('e-1'))
    await queue.enqueue(jobNamed('e-2'))
    await vi.waitFor(() => expect(worked).toContain('e-2'), PATIENT)
    expect(worked).toEqual(['e-1', 'e-2'])
  })

  test('no more jobs are in hand at once than asked for', async () => {
    const queue = await open()
    const goOn = Promise.withResolvers<void>()
    let inHand = 0
    let most = 0
    await queue.work('deploy', 2, async () => {
      inHand += 1
      most = Math.max(most, inHand)
      await goOn.promise
      inHand -= 1
    })
    for (const id of ['e-1', 'e-2', 'e-3', 'e-4']) await queue.enqueue(jobNamed(id))
    await vi.waitFor(async () => expect(await queue.depth()).toEqual({ waiting: 2, active: 2 }), PATIENT)
    goOn.resolve()
    await vi.waitFor(async () => expect(await queue.depth()).toEqual({ waiting: 0, active: 0 }), PATIENT)
    expect(most).toBe(2)
  })

  test('a job waits for a worker that offers what it needs, whoever else is free', async () => {
    const [builds, everything] = [await open(), await open()]
    const taken: string[] = []
    await builds.work('build', 4, async ({ id }) => void taken.push(`builder took ${id}`))
    await builds.enqueue(jobNamed('e-deploy'))
    await builds.enqueue({ ...jobNamed('e-build'), step: 'build', capability: 'build' })
    await vi.waitFor(async () => expect(await builds.depth()).toEqual({ waiting: 1, active: 0 }), PATIENT)
    expect(taken).toEqual(['builder took e-build'])
    await everything.work('deploy', 1, async ({ id }) => void taken.push(`deployer took ${id}`))
    await vi.waitFor(async () => expect(await builds.depth()).toEqual({ waiting: 0, active: 0 }), PATIENT)
    expect(taken).toEqual(['builder took e-build', 'deployer took e-deploy'])
  })

  test('a job that failed is tried again', async () => {
    const queue = await open()
    let tries = 0
    const done = Promise.withResolvers<void>()
    await queue.work('deploy', 1, async () => {
      tries += 1
      if (tries < 3) throw new Error('not yet')
      done.resolve()
    })
    await queue.enqueue(jobNamed('e-1'))
    await done.promise
    expect(tries).toBe(3)
  })

  describe('when a worker dies', () => {
    test('its job is given to another one', async () => {
      const dying = await open({ timings: BRIEF })
      const inHand = Promise.withResolvers<AbortSignal>()
      await dying.work('deploy', 1, async (_, signal) => {
        inHand.resolve(signal)
        await new Promise(() => {})
      })
      await dying.enqueue(jobNamed('e-1'))
      const signal = await inHand.promise
      await dying.close(0)
      expect(signal.aborted).toBe(true)

      const worked = Promise.withResolvers<Job>()
      await (await open({ timings: BRIEF })).work('deploy', 1, async (job) => worked.resolve(job))
      expect(await worked.promise).toEqual(jobNamed('e-1'))
    })

    test('and its hold is lost, its signal says so', async () => {
      const queue = await open({ timings: BRIEF })
      const inHand = Promise.withResolvers<AbortSignal>()
      await queue.work('deploy', 1, async (_, signal) => {
        inHand.resolve(signal)
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
      })
      await queue.enqueue(jobNamed('e-1'))
      const signal = await inHand.promise
      await tested().steal(name, 'e-1')
      await vi.waitFor(() => expect(signal.aborted).toBe(true), PATIENT)
    })

    test('no other worker gets a job that is held and renewed', async () => {
      const [one, two] = [await open({ timings: RENEWED }), await open({ timings: RENEWED })]
      const goOn = Promise.withResolvers<void>()
      const signals: AbortSignal[] = []
      const work = async (_: Job, signal: AbortSignal): Promise<void> => {
        signals.push(signal)
        await goOn.promise
      }
      await one.work('deploy', 1, work)
      await two.work('deploy', 1, work)
      await one.enqueue(jobNamed('e-1'))
      // Time has to pass here: nothing happening while a hold would run out twice is what is tested.
      await new Promise((resolve) => setTimeout(resolve, 2 * RENEWED.lockMs))
      expect(signals.map(({ aborted }) => aborted)).toEqual([false])
      goOn.resolve()
      await vi.waitFor(async () => expect(await one.depth()).toEqual({ waiting: 0, active: 0 }), PATIENT)
    })
  })

  describe('closing', () => {
    test('waits for the job in hand and takes no further one', async () => {
      const queue = await open()
      const [inHand, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const worked: string[] = []
      await queue.work('deploy', 1, async ({ id }) => {
        inHand.resolve()
        await goOn.promise
        worked.push(id)
      })
      await queue.enqueue(jobNamed('e-1'))
      await queue.enqueue(jobNamed('e-2'))
      await inHand.promise
      const closed = queue.close(10_000)
      goOn.resolve()
      await closed
      expect(worked).toEqual(['e-1'])
      expect(await (await open()).depth()).toEqual({ waiting: 1, active: 0 })
    })
  })

  test('a queue that answers says so', async () => {
    await expect((await open()).ping()).resolves.toBeUndefined()
  })
}
