import type { DecidingAgent } from '../../src/domain/worker.ts'
import type { LanguageModel, ModelsByUse } from '../../src/ports/language-model.ts'
import type { AnyAgent } from './define-agent.ts'
import type { Loads } from './loads.ts'
import { BY_RULES_ALONE, SHIPPED_AGENTS } from './shipped-agents.ts'

/** The agents that judge in this process, as others see them: the product's, then a team's own. */
export function rosterOf(own: readonly AnyAgent[], models: ModelsByUse, loads: Loads): readonly DecidingAgent[] {
  return [...SHIPPED_AGENTS, ...own].map((agent) => {
    const model = BY_RULES_ALONE.includes(agent) ? undefined : modelOf(agent, models)
    return {
      name: agent.name,
      capabilities: agent.capabilities,
      ...(model && { model: model.name }),
      inHand: loads.inHand(agent.name),
    }
  })
}

/** The model that an agent asks, where its route names one. */
export function modelOf(
  { model = 'decision' }: Pick<AnyAgent, 'model'>,
  models: ModelsByUse,
): LanguageModel | undefined {
  return models[model]
}
