import type { LanguageModel, ModelsByUse } from '../../../src/ports/language-model.ts'
import type { AnyAgent } from './define-agent.ts'

/** The model that an agent asks, where its route names one. */
export function modelOf(
  { model = 'decision' }: Pick<AnyAgent, 'model'>,
  models: ModelsByUse,
): LanguageModel | undefined {
  return models[model]
}
