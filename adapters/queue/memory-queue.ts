import type { Job, JobQueue } from '../../src/ports/job-queue.ts'

/** A queue without time of its own: nothing runs until it is told to. */
export interface MemoryQueue extends JobQueue {
  /** Works on everything that waits, and on what that leads to, until nothing is left. A job that failed waits for the next call. */
  settle(): Promise<void>
  /** Every job ever taken, in order. */
  readonly taken: readonly Job[]
}

type Work = (job: Job, signal: AbortSignal) => Promise<void>

/** The job queue for rehearsals: in this process, without timers, forgetting everything when the process ends. */
export function createMemoryQueue(): MemoryQueue {
  const known = new Map<string, Job>()
  const waiting: Job[] = []
  const failed: Job[] = []
  let active = 0
  let worker: { readonly concurrency: number; readonly work: Work } | undefined
  const signal = new AbortController().signal

  const attempt = async (job: Job, work: Work): Promise<void> => {
    active += 1
    try {
      await work(job, signal)
    } catch {
      failed.push(job)
    } finally {
      active -= 1
    }
  }
  const takeTurns = async (work: Work): Promise<void> => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await attempt(job, work)
  }

  return {
    get taken() {
      return [...known.values()]
    },
    async enqueue(job) {
      if (known.has(job.id)) return
      known.set(job.id, job)
      waiting.push(job)
    },
    async work(concurrency, work) {
      worker = { concurrency, work }
    },
    async settle() {
      waiting.push(...failed.splice(0))
      while (worker && waiting.length > 0) {
        const { concurrency, work } = worker
        await Promise.all(Array.from({ length: concurrency }, () => takeTurns(work)))
      }
    },
    async depth() {
      return { waiting: waiting.length + failed.length, active }
    },
    async ping() {},
    async close() {
      worker = undefined
    },
  }
}
