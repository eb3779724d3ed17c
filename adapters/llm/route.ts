import type { CorrelationId } from '../../src/domain/ids.ts'
import { type LanguageModel, type ModelRequest, ModelUnavailableError } from '../../src/ports/language-model.ts'

/** Told of every call that ended, for the log. */
export type OnCall = (call: ModelCall) => void

export interface ModelCall {
  readonly model: string
  readonly correlationId?: CorrelationId
  readonly ms: number
  readonly outcome: 'answered' | ModelUnavailableError['failure']
  readonly error?: ModelUnavailableError
}

/**
 * One model out of several: the first that answers, in the order given. Each gets half of the time that is left, the
 * last one all of it, so that a slow one leaves something for the next.
 */
export function routeModels(
  models: readonly [LanguageModel, ...LanguageModel[]],
  onCall: OnCall = () => {},
): LanguageModel {
  const [first] = models
  return {
    name: first.name,
    async complete(request) {
      const until = performance.now() + request.timeoutMs
      let last: ModelUnavailableError | undefined
      for (const [index, model] of models.entries()) {
        const leftMs = until - performance.now()
        if (leftMs <= 0) break
        const timeoutMs = index === models.length - 1 ? leftMs : leftMs / 2
        const answer = await ask(model, { ...request, timeoutMs }, onCall)
        if (!(answer instanceof ModelUnavailableError)) return answer
        last = answer
        if (request.signal?.aborted) break
      }
      throw last ?? new ModelUnavailableError('timed-out', 'no time was left')
    },
  }
}

async function ask(model: LanguageModel, request: ModelRequest, onCall: OnCall) {
  const start = performance.now()
  const ended = (outcome: ModelCall['outcome'], error?: ModelUnavailableError): void =>
    onCall({
      model: model.name,
      ms: Math.round(performance.now() - start),
      outcome,
      ...(error && { error }),
      ...(request.correlationId !== undefined && { correlationId: request.correlationId }),
    })
  try {
    const reply = await model.complete(request)
    ended('answered')
    return reply
  } catch (error) {
    if (!(error instanceof ModelUnavailableError)) throw error
    ended(error.failure, error)
    return error
  }
}
