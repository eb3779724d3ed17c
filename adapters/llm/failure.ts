import type { ModelFailure } from '../../src/domain/model-use.ts'
import { ModelUnavailableError } from '../../src/ports/language-model.ts'

/** What an HTTP status of a model server means. */
export function failureOfStatus(status: number | undefined): ModelFailure {
  switch (status) {
    case 401:
    case 403:
      return 'not-allowed'
    case 404:
      return 'unknown-model'
    case 429:
    case 503:
      return 'busy'
    case undefined:
      return 'unreachable'
    default:
      return 'failed'
  }
}

/** Any error of a client, as the port has it. An aborted call says why by the reason of its signal. */
export function asUnavailable(error: unknown, signal: AbortSignal, failure: ModelFailure): ModelUnavailableError {
  if (signal.aborted) return abortedBecause(signal)
  if (error instanceof ModelUnavailableError) return error
  // The clients wrap what our own `fetch` says.
  if (error instanceof Error && error.cause instanceof ModelUnavailableError) return error.cause
  const message = error instanceof Error ? error.message : String(error)
  return new ModelUnavailableError(failure, message, { cause: error })
}

export function abortedBecause({ reason }: AbortSignal): ModelUnavailableError {
  return reason instanceof DOMException && reason.name === 'TimeoutError'
    ? new ModelUnavailableError('timed-out', 'no whole answer in time', { cause: reason })
    : new ModelUnavailableError('cancelled', 'nobody wants the answer any more', { cause: reason })
}

/** Aborts when time is up or nobody wants the answer any more. */
export function limitOf({
  timeoutMs,
  signal,
}: {
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}): AbortSignal {
  const limit = AbortSignal.timeout(Math.max(0, Math.ceil(timeoutMs)))
  return signal ? AbortSignal.any([signal, limit]) : limit
}
