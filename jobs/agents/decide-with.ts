import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { type AgentDecision, type DecidedBy, inputsHash, type ModelSetAside } from '../../src/domain/agent-decision.ts'
import type { CorrelationId } from '../../src/domain/ids.ts'
import type { PromptEncoder } from '../../src/language/prompt-encoder.ts'
import { askForValue, type StructuredAnswer } from '../../src/language/structured-answer.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Json } from '../../src/ports/event-store.ts'
import type { LanguageModel, ModelPriority } from '../../src/ports/language-model.ts'
import type { Agent, AskModel } from './define-agent.ts'
import { modelMessages } from './model-question.ts'
import { withoutSecrets } from './without-secrets.ts'

export interface DecidingMeans {
  /** Left out: the rules decide alone. */
  readonly model?: LanguageModel
  readonly clock: Clock
  /** Writes what goes to the model, without secrets. */
  readonly prompts: PromptEncoder
  /** Takes secrets out of what it answers. */
  readonly redact: (text: string) => string
}

export interface DecidingOptions {
  /** Milliseconds that the model has for its answer, a repair included; then the rules decide. */
  readonly budgetMs: number
  /** Default: `background`. */
  readonly priority?: ModelPriority
  readonly correlationId?: CorrelationId
  readonly signal?: AbortSignal
}

const MOST_TOKENS = 800

/**
 * Has an agent judge evidence: by its rules, and by a model within their bound where one answers. A model that is away or
 * answers nonsense changes nothing. Records nothing; see `decideOnce`.
 */
export async function decideWith<Evidence, Answer extends object>(
  agent: Agent<Evidence, Answer>,
  evidence: Evidence,
  means: DecidingMeans,
  options: DecidingOptions,
): Promise<AgentDecision<Answer>> {
  const start = means.clock.now().getTime()
  const byRules = agent.rules.decide(evidence)
  const { said, asking } = asker(agent, means, options)
  const byModel = means.model && (await agent.run(asking, evidence, byRules))
  const clean = byModel && withoutSecrets(byModel, means.redact)
  const answer = clean ? agent.rules.bounded(byRules, clean) : byRules
  return {
    agent: agent.name,
    inputs: inputsHash(agent.name, evidence as Json),
    answer,
    reasons: agent.rules.reasons(answer),
    by: decidedBy(said(), means.model?.name ?? '', { byRules, byModel: clean, answer }),
    tokens: tokensOf(said()),
    ms: means.clock.now().getTime() - start,
  }
}

type Said = StructuredAnswer<unknown> | undefined

/** Asks the model in the agent's name, and remembers what came of it. */
function asker<Answer extends object>(
  { name, output }: Pick<Agent<unknown, Answer>, 'name' | 'output'>,
  { model, clock, prompts }: DecidingMeans,
  { priority = 'background', budgetMs, correlationId, signal }: DecidingOptions,
): { readonly said: () => Said; readonly asking: AskModel<Answer> } {
  let said: Said
  const until = clock.now().getTime() + budgetMs
  return {
    said: () => said,
    async asking(question) {
      if (!model) return undefined
      const answer = await askForValue(model, {
        name: `${name}-answer`,
        form: output,
        messages: modelMessages(question, `data-${randomUUID()}`, prompts),
        timeoutMs: until - clock.now().getTime(),
        maxTokens: MOST_TOKENS,
        priority,
        nowMs: () => clock.now().getTime(),
        ...(correlationId !== undefined && { correlationId }),
        ...(signal && { signal }),
      })
      said = answer
      return answer.kind === 'value' ? answer.value : undefined
    },
  }
}

interface Answers {
  readonly byRules: object
  readonly byModel: object | undefined
  readonly answer: object
}

/** The model has decided when its word stands, in whole or in part, or says what the rules say. */
function decidedBy(said: Said, asked: string, { byRules, byModel, answer }: Answers): DecidedBy {
  if (!said) return { kind: 'rules' }
  if (said.kind === 'unavailable') return { kind: 'rules', instead: setAside(asked, said.failure) }
  if (said.kind === 'invalid' || !byModel) return { kind: 'rules', instead: setAside(said.model, 'invalid') }
  const overruled = isDeepStrictEqual(answer, byRules) && !isDeepStrictEqual(byModel, byRules)
  return overruled ? { kind: 'rules', instead: setAside(said.model, 'looser') } : { kind: 'model', model: said.model }
}

function setAside(model: string, why: ModelSetAside['why']): ModelSetAside {
  return { model, why }
}

function tokensOf(said: Said): AgentDecision['tokens'] {
  return !said || said.kind === 'unavailable' ? { in: 0, out: 0 } : said.tokens
}
