import type { StepKind } from '../../src/domain/workflow.ts'
import type { Job, JobQueue, Work } from '../../src/ports/job-queue.ts'

/** A queue without time of its own: nothing runs until it is told to. */
export interface MemoryQueue extends JobQueue {
  /** Works on everything that waits for a worker that is there, and on what that leads to, until nothing is left. A job that failed waits for the next call. */
  settle(): Promise<void>
  /** Every job ever taken, in order. */
  readonly taken: readonly Job[]
}

/** The job queue for rehearsals: in this process, without timers, forgetting everything when the process ends. */
export function createMemoryQueue(): MemoryQueue {
  const known = new Map<string, Job>()
  const waiting: Job[] = []
  const failed: Job[] = []
  let active = 0
  const workers = new Map<StepKind, { readonly concurrency: number; readonly work: Work }>()
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
  const next = (capability: StepKind): Job | undefined => {
    const at = waiting.findIndex((job) => job.capability === capability)
    return at < 0 ? undefined : waiting.splice(at, 1)[0]
  }
  const takeTurns = async (capability: StepKind, work: Work): Promise<void> => {
    for (let job = next(capability); job; job = next(capability)) await attempt(job, work)
  }
  const canBeTaken = (): boolean => waiting.some(({ capability }) => workers.has(capability))

  return {
    get taken() {
      return [...known.values()]
    },
    async enqueue(job) {
      if (known.has(job.id)) return
      known.set(job.id, job)
      waiting.push(job)
    },
    async work(capability, concurrency, work) {
      workers.set(capability, { concurrency, work })
    },
    async settle() {
      waiting.push(...failed.splice(0))
      while (canBeTaken()) {
        const turns = [...workers].flatMap(([capability, { concurrency, work }]) =>
          Array.from({ length: concurrency }, () => takeTurns(capability, work)),
        )
        await Promise.all(turns)
      }
    },
    async depth() {
      return { waiting: waiting.length + failed.length, active }
    },
    async ping() {},
    async close() {
      workers.clear()
    },
  }
}
