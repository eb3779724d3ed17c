import { BrokenCircuitError, CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel'
import type { ModelFailure } from '../../src/domain/model-use.ts'
import { type LanguageModel, type ModelReply, ModelUnavailableError } from '../../src/ports/language-model.ts'
import type { ConcurrencyLimiter } from './concurrency-limiter.ts'
import { limitOf } from './failure.ts'

export interface GuardSettings {
  /** Of the provider: its models share what it runs on. */
  readonly limiter: ConcurrencyLimiter
  /** Failures in a row after which it is left alone. Default 3. */
  readonly failuresAllowed?: number
  /** How long it is then left alone, in milliseconds. Default 30 s. */
  readonly restMs?: number
  /** Told when it is left alone, tried again, and asked as ever. */
  readonly onState?: (state: BreakerState) => void
}

/** `asked`: as ever; `tried`: one call finds out whether it is well again; `resting`: left alone. */
export type BreakerState = 'asked' | 'tried' | 'resting'

const FAILURES_ALLOWED = 3
const REST_MS = 30_000

/** A model with a limiter and a breaker: no more calls at once than it can take, and none while it is unhealthy. */
export function guardModel(
  model: LanguageModel,
  { limiter, failuresAllowed = FAILURES_ALLOWED, restMs = REST_MS, onState = () => {} }: GuardSettings,
): LanguageModel {
  const breaker = circuitBreaker(handleWhen(isOutage), {
    breaker: new ConsecutiveBreaker(failuresAllowed),
    halfOpenAfter: restMs,
  })
  breaker.onStateChange((state) => onState(STATES[state]))
  const askUnlessResting = async (ask: () => Promise<ModelReply>): Promise<ModelReply> => {
    // One call at a time finds out whether it is well again; the others do not wait for that one.
    if (breaker.state === CircuitState.HalfOpen) throw new ModelUnavailableError('resting', 'being tried again')
    try {
      return await breaker.execute(ask)
    } catch (cause) {
      if (!(cause instanceof BrokenCircuitError)) throw cause
      throw new ModelUnavailableError('resting', `left alone for ${restMs} ms`, { cause })
    }
  }
  return {
    name: model.name,
    complete(request) {
      const until = performance.now() + request.timeoutMs
      const ask = () => model.complete({ ...request, timeoutMs: until - performance.now() })
      return limiter.take(request.priority, limitOf(request), () => askUnlessResting(ask))
    },
  }
}

const STATES: Readonly<Record<CircuitState, BreakerState>> = {
  [CircuitState.Closed]: 'asked',
  [CircuitState.HalfOpen]: 'tried',
  [CircuitState.Open]: 'resting',
  [CircuitState.Isolated]: 'resting',
}

/** Failures that say something about the model, not about the question or the one who asked. */
const OUTAGES: ReadonlySet<ModelFailure> = new Set([
  'timed-out',
  'busy',
  'unreachable',
  'unknown-model',
  'not-allowed',
  'failed',
])

function isOutage(error: unknown): boolean {
  return error instanceof ModelUnavailableError && OUTAGES.has(error.failure)
}
