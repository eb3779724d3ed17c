import { createMemoryQueue } from '../../../adapters/queue/memory-queue.ts'
import type { JobQueue } from '../../../src/ports/job-queue.ts'

/** The queue of rehearsals, which runs what it is given as soon as it has it. */
export function createRunningQueue(): JobQueue {
  const queue = createMemoryQueue()
  return {
    ...queue,
    async enqueue(job) {
      await queue.enqueue(job)
      void queue.settle()
    },
  }
}
