import { type ConcurrencyLimiter, createConcurrencyLimiter } from '../../../adapters/llm/concurrency-limiter.ts'
import { type BreakerState, guardModel } from '../../../adapters/llm/guard.ts'
import { createOllamaModel } from '../../../adapters/llm/ollama.ts'
import type { OpenAiModelConfig } from '../../../adapters/llm/openai.ts'
import { routeModels } from '../../../adapters/llm/route.ts'
import type { Config, ModelConfig } from '../../../config/config.ts'
import { MODEL_USES } from '../../domain/model-use.ts'
import type { LanguageModel, ModelsByUse } from '../../ports/language-model.ts'
import type { Metrics } from '../../ports/metrics.ts'
import type { ModelCalls } from '../../ports/model-call.ts'
import { noTracing, type Tracing } from '../../ports/tracing.ts'
import { tracedModel } from './traced-model.ts'

/**
 * The configured language models, with a route for each use. The limit of concurrent calls to a provider counts over
 * all uses, and a model that one of them finds unhealthy is left alone by the others too.
 */
export function createModels(
  { models }: Pick<Config, 'models'>,
  calls: ModelCalls,
  metrics: Metrics,
  tracing: Tracing = noTracing,
): ModelsByUse {
  const limiters = new Map<ModelConfig['provider'], ConcurrencyLimiter>()
  const guarded = new Map<string, LanguageModel>()
  const limiterOf = ({ provider, concurrency }: ModelConfig): ConcurrencyLimiter =>
    kept(limiters, provider, () => createConcurrencyLimiter(concurrency))
  const guard = (choice: ModelConfig): LanguageModel =>
    kept(guarded, `${choice.provider}/${choice.model}`, () => {
      const onState = (state: BreakerState): void =>
        metrics.set('modelBreaker', { model: choice.model }, BREAKER_FIGURES[state])
      onState('asked')
      return guardModel(tracedModel(modelFrom(choice), choice.provider, tracing), {
        limiter: limiterOf(choice),
        onState,
      })
    })
  const routes = MODEL_USES.map((use) => {
    const [first, ...others] = models[use].map(guard)
    return [use, first && routeModels([first, ...others], { use, calls })] as const
  })
  return Object.fromEntries(routes) as ModelsByUse
}

const BREAKER_FIGURES: Readonly<Record<BreakerState, number>> = { asked: 0, tried: 1, resting: 2 }

function kept<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = map.get(key) ?? make()
  map.set(key, value)
  return value
}

function modelFrom(choice: ModelConfig): LanguageModel {
  const key = choice.key && { key: choice.key.reveal() }
  switch (choice.provider) {
    case 'ollama': {
      const model = createOllamaModel({ host: choice.host, model: choice.model, ...key })
      void model.warmUp()
      return model
    }
    case 'ollama-cloud':
      return createOllamaModel({ host: choice.host, model: choice.model, ...key })
    case 'openai':
      return openAiModel({ baseUrl: choice.baseUrl, model: choice.model, ...key })
  }
}

/** OpenAI's library takes a third of a second to load, for which nobody should wait who has named no model of theirs. */
function openAiModel(config: OpenAiModelConfig): LanguageModel {
  const loaded = import('../../../adapters/llm/openai.ts').then(({ createOpenAiModel }) => createOpenAiModel(config))
  return {
    name: config.model,
    complete: async (request) => (await loaded).complete(request),
  }
}
