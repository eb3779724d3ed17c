import type { BackendFactory, IQueueBackend, JobProgress, Processor, Telemetry, WorkerOptions } from 'bullmq'
import { Queue, Worker } from 'bullmq'
import type { Job } from '../../src/ports/job-queue.ts'

/** All that a job carries; BullMQ has the id beside it. */
export type JobData = Omit<Job, 'id'>

export type BullProcessor = Processor<JobData, void, string>

/** What of BullMQ's classes is used, whatever they run on. */
export type BullQueue = Pick<Queue<JobData>, 'add' | 'getJobCounts' | 'close' | 'disconnect'>
export type BullWorker = Pick<Worker<JobData, void>, 'waitUntilReady' | 'close' | 'disconnect'>

/** What BullMQ hands its jobs' trace to. */
export type QueueTelemetry = Telemetry

type WorkerSettings = Omit<WorkerOptions, 'connection'>

/** What a worker tells beside the jobs it gives out. */
interface WorkerEvents {
  renewed(jobs: readonly string[]): void
  lost(jobs: readonly string[]): void
  failed(error: Error): void
}

/** Where BullMQ keeps its jobs. */
export interface Backing {
  openQueue(name: string, onError: (error: Error) => void): BullQueue
  openWorker(name: string, process: BullProcessor, settings: WorkerSettings, events: WorkerEvents): BullWorker
  /** Resolves when a job could be put there now; waits a moment for a connection that is just being made. */
  ready(): Promise<void>
  /** Ends what it opened itself. */
  close(): void
}

/** BullMQ over one kind of connection. An 'error' that nobody listens to would end the process. */
export function opening<Backend extends IQueueBackend, Connection>(
  connection: { readonly queue: Connection; readonly worker: Connection },
  backend: BackendFactory<Backend, Connection>,
  telemetry: QueueTelemetry | undefined,
): Pick<Backing, 'openQueue' | 'openWorker'> {
  const traced = telemetry && { telemetry }
  return {
    openQueue(name, onError) {
      const queue = new Queue<JobData, void, string, JobData, void, string, Backend, Connection>(
        name,
        { connection: connection.queue, ...traced },
        backend,
      )
      queue.on('error', onError)
      return queue
    },
    openWorker(name, process, settings, { renewed, lost, failed }) {
      const worker = new Worker<JobData, void, string, Backend, JobProgress, Connection>(
        name,
        process,
        { ...settings, ...traced, connection: connection.worker },
        backend,
      )
      worker.on('error', failed)
      worker.on('locksRenewed', ({ jobIds }) => renewed(jobIds))
      worker.on('lockRenewalFailed', lost)
      worker.on('failed', (job, cause) =>
        failed(new Error(`job ${job?.id} of run ${job?.data.run} failed at try ${job?.attemptsMade}`, { cause })),
      )
      return worker
    },
  }
}
