/**
 * Why a request has no answer. `no-answer`, `silent-instance`: the instance refuses it, breaks off or is silent for too
 * long, which is its release's error. `silent-user`, `ours`: the request stops half-way, or we cannot pass it on; no
 * release is to blame.
 */
export type Failure = 'no-answer' | 'silent-instance' | 'silent-user' | 'ours'

/** The last is httpxy's: neither accepted nor refused in time. */
const BY_THE_INSTANCE = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_UPSTREAM_UPGRADE_TIMEOUT']

/** Ends a request in which somebody is silent. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError'
  readonly failure: 'silent-user' | 'silent-instance'
  constructor(failure: 'silent-user' | 'silent-instance') {
    super(failure)
    this.failure = failure
  }
}

/** What an error of passing a request on means. One that is not known for the instance's doing is ours. */
export function failureOf(error: Error): Failure {
  if (error instanceof SilenceError) return error.failure
  const { code = '' } = error as NodeJS.ErrnoException
  // HPE_…: its answer is no HTTP.
  return BY_THE_INSTANCE.includes(code) || code.startsWith('HPE_') ? 'no-answer' : 'ours'
}

export function isOfTheRelease(failure: Failure): boolean {
  return failure === 'no-answer' || failure === 'silent-instance'
}
