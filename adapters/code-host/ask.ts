import type { HostProblem } from '../../src/domain/code-problem.ts'
import { TooLongError } from './bounded-fetch.ts'
import { refusedBy } from './refused-status.ts'

/** A plan waits for it while a person looks on. */
export const CALL_TIMEOUT_MS = 10_000

/** What a client's error says of the answer that it stands for. */
export interface FailedAnswer {
  /** Absent: there was no answer. */
  readonly status?: number | undefined
  /** Set where the host says that it refuses because of too many requests. */
  readonly isRateLimit: boolean
}

/** Thrown while a host is asked: there are more of something than are read. */
export class TooManyError extends Error {
  override readonly name = 'TooManyError'
  constructor(most: number) {
    super(`there are more than ${most}`)
  }
}

/** Asks, and says in one word why there is no answer. Ends in time even where a client waits and tries again. */
export async function ask<Answer>(
  call: (signal: AbortSignal) => Promise<Answer>,
  failedAnswer: (error: unknown) => FailedAnswer,
  timeoutMs: number,
): Promise<Answer | HostProblem> {
  const signal = AbortSignal.timeout(timeoutMs)
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  try {
    return await Promise.race([call(signal), late])
  } catch (error) {
    if (error instanceof TooManyError) return { problem: 'too-many', detail: error.message }
    if (isUnreadable(error))
      return { problem: 'unreadable', detail: 'an answer that is not of the form that is expected' }
    if (signal.aborted) return { problem: 'away', detail: `no answer within ${timeoutMs / 1_000} s` }
    return { problem: problemOf(failedAnswer(error)), detail: error instanceof Error ? error.message : String(error) }
  }
}

/** No JSON, of another form, or without an end. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof SyntaxError || error instanceof TooLongError || (error instanceof Error && error.name === 'ZodError')

function problemOf({ status, isRateLimit }: FailedAnswer): HostProblem['problem'] {
  if (isRateLimit) return 'rate-limited'
  return refusedBy(status) ?? (status === 422 ? 'not-found' : 'away')
}

export const isProblem = (answer: object): answer is HostProblem => 'problem' in answer && 'detail' in answer
