import { plainLog } from '../../src/domain/plain-log.ts'
import { type CiProblem, CiProblemError } from '../../src/ports/ci-runner.ts'
import { refusedBy } from '../code-host/refused-status.ts'

const LONGEST_DETAIL = 300

/** What the error of a client says of the answer behind it. */
export interface RefusedAnswer {
  /** Absent: there was no answer. */
  readonly status?: number | undefined
  readonly isRateLimit: boolean
}

/** Asks, and says what is wrong in the words of the port. */
export async function asProblem<Answer>(
  call: () => Promise<Answer>,
  answerOf: (error: unknown) => RefusedAnswer,
): Promise<Answer> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof CiProblemError) throw error
    throw new CiProblemError({ kind: kindOf(answerOf(error)), detail: detailOf(error) }, { cause: error })
  }
}

/** The same, where what is not there is an answer too. */
export async function unlessGone<Answer>(call: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof CiProblemError && error.problem.kind === 'not-found') return undefined
    throw error
  }
}

function kindOf({ status, isRateLimit }: RefusedAnswer): CiProblem['kind'] {
  if (isRateLimit) return 'rate-limited'
  const isRefused = status === 400 || status === 409 || status === 422
  return refusedBy(status) ?? (isRefused ? 'refused' : 'away')
}

function detailOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return plainLog(message)
    .replace(/ - https?:\/\/\S+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_DETAIL)
}

/** Of a system that has no attempts of a run. */
export const noRerun = async (): Promise<never> => {
  throw new CiProblemError({ kind: 'refused', detail: 'it cannot run failed jobs by themselves' })
}
