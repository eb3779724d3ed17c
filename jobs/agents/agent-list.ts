import type { DecidingAgent } from '../../src/domain/worker.ts'
import type { ModelsByUse } from '../../src/ports/language-model.ts'
import type { AnyAgent } from './core/define-agent.ts'
import type { InFlight } from './core/in-flight.ts'
import { modelOf } from './core/model-of.ts'
import { BY_RULES_ALONE, SHIPPED_AGENTS } from './shipped-agents.ts'

/** The agents that judge in this process, as others see them: the product's, then a team's own. */
export function agentList(own: readonly AnyAgent[], models: ModelsByUse, loads: InFlight): readonly DecidingAgent[] {
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
