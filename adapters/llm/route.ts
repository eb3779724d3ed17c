import type { ModelUse } from '../../src/domain/model-use.ts'
import {
  type LanguageModel,
  type ModelReply,
  type ModelRequest,
  ModelUnavailableError,
} from '../../src/ports/language-model.ts'
import { type CallEnd, type ModelCalls, RULES } from '../../src/ports/model-call.ts'

export interface RouteSettings {
  readonly use: ModelUse
  readonly calls: ModelCalls
}

/**
 * One model out of several: the first that answers, in the order given. Each gets half of the time that is left, the
 * last one all of it, so that a slow one leaves something for the next. After the last one the rules decide, which is
 * the caller's part.
 */
export function routeModels(
  models: readonly [LanguageModel, ...LanguageModel[]],
  { use, calls }: RouteSettings,
): LanguageModel {
  const [first] = models
  const answeredBy = new WeakMap<ModelReply, LanguageModel>()
  return {
    name: first.name,
    async complete(request) {
      const until = performance.now() + request.timeoutMs
      let last: ModelUnavailableError | undefined
      for (const [index, model] of models.entries()) {
        const start = performance.now()
        if (start >= until) break
        const leftMs = until - start
        const following = models[index + 1]
        const answer = await ask(model, { ...request, timeoutMs: following ? leftMs / 2 : leftMs })
        const nextName = performance.now() < until ? (following?.name ?? RULES) : RULES
        calls.ended({
          use,
          model: model.name,
          ms: Math.round(performance.now() - start),
          ...(request.correlationId !== undefined && { correlationId: request.correlationId }),
          ended: endOf(answer, request, nextName),
        })
        if (!(answer instanceof ModelUnavailableError)) {
          answeredBy.set(answer, model)
          return answer
        }
        last = answer
        if (request.signal?.aborted) break
      }
      throw last ?? new ModelUnavailableError('timed-out', 'no time was left')
    },
    noteUnusable(reply) {
      calls.unusable({ use, model: answeredBy.get(reply)?.name ?? reply.model })
    },
  }
}

async function ask(model: LanguageModel, request: ModelRequest): Promise<ModelReply | ModelUnavailableError> {
  try {
    return await model.complete(request)
  } catch (error) {
    if (!(error instanceof ModelUnavailableError)) throw error
    return error
  }
}

function endOf(answer: ModelReply | ModelUnavailableError, { messages, signal }: ModelRequest, next: string): CallEnd {
  if (!(answer instanceof ModelUnavailableError)) return { kind: 'answered', reply: answer, messages }
  const { failure } = answer
  return { kind: 'failed', failure, error: answer, ...(signal?.aborted !== true && { next }) }
}
