import { BotError } from '../domain/errors.ts'
import type { CorrelationId } from '../domain/ids.ts'
import type { StepKind } from '../domain/workflow.ts'

/** One step of a run, for one worker. Everything else is read from the log, so that a job carries no stale facts. */
export interface Job {
  /** The id of the event that asked for it: enqueueing twice is enqueueing once. No `:` in it, and not all digits. */
  readonly id: string
  readonly run: string
  readonly step: string
  /** What a worker must offer to be given it. */
  readonly capability: StepKind
  readonly correlationId: CorrelationId
}

export type Work = (job: Job, signal: AbortSignal) => Promise<void>

export interface JobQueue {
  /** @throws {QueueUnavailableError} when it was not taken. */
  enqueue(job: Job): Promise<void>
  /**
   * Starts taking the jobs of one kind, at most `concurrency` of them at a time; those of other kinds are left to
   * whoever takes them. A job whose worker dies is given to another one, so the same job may be worked on again, even
   * while the first still believes it holds it; `signal` aborts when the lease is lost.
   * When `work` throws, the job is tried again with growing pauses.
   */
  work(capability: StepKind, concurrency: number, work: Work): Promise<void>
  /** Jobs of all kinds waiting and being worked on. */
  depth(): Promise<{ readonly waiting: number; readonly active: number }>
  ping(): Promise<void>
  /** Takes no more jobs, waits at most `timeoutMs` for those in hand, and closes. */
  close(timeoutMs: number): Promise<void>
}

/** Thrown when the queue refuses the job. Safe to retry: nothing was enqueued. */
export class QueueUnavailableError extends BotError {
  override readonly name = 'QueueUnavailableError'
  readonly code = 'queue_unavailable'
  readonly userMessage =
    'My job queue does not answer. Your request is recorded and starts as soon as the queue is back.'
}
