import type { HostProblem } from '../../src/domain/code-problem.ts'

/** A plan waits for it while a person looks on. */
export const CALL_TIMEOUT_MS = 10_000

/** What a client's error says of the answer that it stands for. */
export interface FailedAnswer {
  /** Absent: there was no answer. */
  readonly status?: number | undefined
  /** Set where the host says that it refuses because of too many requests. */
  readonly isRateLimit: boolean
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
    if (signal.aborted) return { problem: 'away', detail: `no answer within ${timeoutMs / 1_000} s` }
    return { problem: problemOf(failedAnswer(error)), detail: error instanceof Error ? error.message : String(error) }
  }
}

function problemOf({ status, isRateLimit }: FailedAnswer): HostProblem['problem'] {
  if (isRateLimit) return 'rate-limited'
  switch (status) {
    case 401:
      return 'bad-token'
    case 403:
      return 'forbidden'
    case 404:
    case 410:
    case 422:
      return 'not-found'
    default:
      return 'away'
  }
}

export const isProblem = (answer: object): answer is HostProblem => 'problem' in answer && 'detail' in answer
