import { isDeepStrictEqual } from 'node:util'
import { type AgentDecision, type DecidedBy, inputsHash, type ModelSetAside } from '../../src/domain/agent-decision.ts'
import type { StructuredAnswer } from '../../src/language/structured-answer.ts'
import { textsOf } from '../../src/language/without-secrets.ts'
import type { Json } from '../../src/ports/event-store.ts'
import type { LanguageModel } from '../../src/ports/language-model.ts'
import { type AskingMeans, type AskingOptions, createAsker } from './asker.ts'
import type { Agent } from './define-agent.ts'
import type { Loads } from './loads.ts'

export interface DecidingMeans extends Omit<AskingMeans, 'model'> {
  /** Left out: the rules decide alone. */
  readonly model?: LanguageModel
  /** Counts what the agent has in hand. */
  readonly loads?: Loads
}

/**
 * Has an agent judge evidence: by its rules, and by a model within their bound where one answers. A model that is away,
 * looks things up without end or answers nonsense changes nothing. Records nothing; see `decideOnce`.
 */
export async function decideWith<Evidence, Answer extends object>(
  agent: Agent<Evidence, Answer>,
  evidence: Evidence,
  { model, loads, ...means }: DecidingMeans,
  options: AskingOptions,
): Promise<AgentDecision<Answer>> {
  const start = means.clock.now().getTime()
  const byRules = agent.rules.decide(evidence)
  const asker = model && createAsker(agent, { ...means, model }, options)
  const ask = asker && (() => agent.run(asker.ask, evidence, byRules))
  const byModel = ask && (await (loads ? loads.during(agent.name, ask) : ask()))
  const clean = byModel && textsOf(byModel, means.redact)
  const answer = clean ? agent.rules.bounded(byRules, clean) : byRules
  return {
    agent: agent.name,
    inputs: inputsHash(agent.name, evidence as Json),
    answer,
    reasons: agent.rules.reasons(answer),
    by: decidedBy(asker?.said(), model?.name ?? '', { byRules, byModel: clean, answer }),
    ...(asker && asker.lookedUp.length > 0 && { lookedUp: asker.lookedUp }),
    tokens: asker?.spent() ?? { in: 0, out: 0 },
    ms: means.clock.now().getTime() - start,
  }
}

interface Answers {
  readonly byRules: object
  readonly byModel: object | undefined
  readonly answer: object
}

/** The model has decided when its word stands, in whole or in part, or says what the rules say. */
function decidedBy(
  said: StructuredAnswer<unknown> | undefined,
  asked: string,
  { byRules, byModel, answer }: Answers,
): DecidedBy {
  if (!said) return { kind: 'rules' }
  if (said.kind === 'unavailable') return { kind: 'rules', instead: setAside(asked, said.failure) }
  if (said.kind === 'invalid' || !byModel) return { kind: 'rules', instead: setAside(said.model, 'invalid') }
  const overruled = isDeepStrictEqual(answer, byRules) && !isDeepStrictEqual(byModel, byRules)
  return overruled ? { kind: 'rules', instead: setAside(said.model, 'looser') } : { kind: 'model', model: said.model }
}

function setAside(model: string, why: ModelSetAside['why']): ModelSetAside {
  return { model, why }
}
