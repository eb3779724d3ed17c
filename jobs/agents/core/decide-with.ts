import { isDeepStrictEqual } from 'node:util'
import {
  type AgentDecision,
  type DecidedBy,
  inputsHash,
  type ModelSetAside,
} from '../../../src/domain/agent-decision.ts'
import type { Json } from '../../../src/domain/event.ts'
import type { StructuredAnswer } from '../../../src/llm/structured-answer.ts'
import { textsOf } from '../../../src/llm/without-secrets.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { LanguageModel } from '../../../src/ports/language-model.ts'
import type { Agent } from './define-agent.ts'
import type { InFlight } from './in-flight.ts'
import { type AskingMeans, type AskingOptions, createModelSession } from './model-session.ts'
import { within } from './within.ts'

export interface DecidingMeans extends Omit<AskingMeans, 'model'> {
  /** Left out: the rules decide alone. */
  readonly model?: LanguageModel
  /** Counts what the agent has in hand. */
  readonly loads?: InFlight
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
  const asker = model && createModelSession(agent, { ...means, model }, options)
  const run = asker && (() => inBudget(agent.run(asker.ask, evidence, byRules), means.clock, options.budgetMs))
  const ran = run && (await (loads ? loads.during(agent.name, run) : run()))
  const byModel = ran === LATE ? undefined : ran
  const clean = byModel && textsOf(byModel, means.redact)
  const answer = clean ? agent.rules.bounded(byRules, clean) : byRules
  return {
    agent: agent.name,
    inputs: inputsHash(agent.name, evidence as Json),
    answer,
    reasons: agent.rules.reasons(answer),
    by:
      ran === LATE
        ? late(model?.name)
        : decidedBy(asker?.said(), model?.name ?? '', { byRules, byModel: clean, answer }),
    ...(asker && asker.lookedUp.length > 0 && { lookedUp: asker.lookedUp }),
    tokens: asker?.spent() ?? { in: 0, out: 0 },
    ms: means.clock.now().getTime() - start,
  }
}

/** What an agent does around its model may take a moment; the model keeps its own time. */
const AROUND_MS = 1_000
const LATE = Symbol('it has given nothing in time')

/** The code of a team's own agent may never come back, and somebody waits for the judgement. */
function inBudget<Value>(work: Promise<Value>, clock: Clock, budgetMs: number): Promise<Value | typeof LATE> {
  return within(clock, budgetMs + AROUND_MS, work, LATE)
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

function late(asked = ''): DecidedBy {
  return { kind: 'rules', instead: setAside(asked, 'timed-out') }
}

function setAside(model: string, why: ModelSetAside['why']): ModelSetAside {
  return { model, why }
}
