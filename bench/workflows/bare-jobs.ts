import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Queue, Worker } from 'bullmq'

export interface Rounds {
  readonly url: string
  readonly steps: number
  readonly concurrency: number
  /** What each does, in milliseconds. */
  readonly workMs: number
}

/** How long so many jobs take on BullMQ alone, from the first that is added to the last that is done, in milliseconds. */
export async function measureBare({ url, steps, concurrency, workMs }: Rounds): Promise<number> {
  const name = `bare-${randomUUID()}`
  const connection = { url, maxRetriesPerRequest: null }
  const queue = new Queue(name, { connection })
  let done = 0
  const all = Promise.withResolvers<void>()
  const work = async (): Promise<void> => {
    if (workMs > 0) await sleep(workMs)
    if (++done === steps) all.resolve()
  }
  const worker = new Worker(name, work, { connection, concurrency })
  await worker.waitUntilReady()
  const start = performance.now()
  for (let step = 0; step < steps; step++) await queue.add('step', { step })
  await all.promise
  const took = performance.now() - start
  await worker.close()
  await queue.obliterate({ force: true })
  await queue.close()
  return took
}
