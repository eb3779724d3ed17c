import { randomUUID } from 'node:crypto'
import type { LookedUp } from '../../../src/domain/agent-decision.ts'
import type { CorrelationId } from '../../../src/domain/ids.ts'
import { type Budgeted, withBudget } from '../../../src/llm/budget.ts'
import type { PromptEncoder } from '../../../src/llm/prompt-encoder.ts'
import { answerSchema, askForValue, type StructuredAnswer } from '../../../src/llm/structured-answer.ts'
import { withoutSecrets } from '../../../src/llm/without-secrets.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { LanguageModel, ModelPriority, ToolCall, Written } from '../../../src/ports/language-model.ts'
import type { OutsideTools } from '../../../src/ports/outside-tools.ts'
import { presentResult } from '../../../src/tools/present-result.ts'
import { readingTools } from '../../../src/tools/reading-tools.ts'
import type { Tool, ToolOutcome } from '../../../src/tools/tool.ts'
import { valueLookedUp } from '../../../src/tools/value-looked-up.ts'
import type { Agent, AskModel, ModelQuestion } from './define-agent.ts'
import { modelMessages } from './model-question.ts'

export interface AskingMeans {
  readonly model: LanguageModel
  readonly clock: Clock
  /** Writes what goes to the model, without secrets. */
  readonly prompts: PromptEncoder
  /** Takes secrets out of all that goes to the model and comes from it. */
  readonly redact: (text: string) => string
  /** Tools of other programs, for agents that name them. */
  readonly outside?: OutsideTools | undefined
}

/** Does what a model asks for with one of the tools it is offered. */
export type LookUp = (tools: readonly Tool[], call: ToolCall) => Promise<ToolOutcome>

export interface AskingOptions {
  /** Milliseconds that the model has for its answer, all it looks up and a repair included; then the rules decide. */
  readonly budgetMs: number
  /** Default: `background`. */
  readonly priority?: ModelPriority
  readonly correlationId?: CorrelationId
  readonly signal?: AbortSignal
  /** Left out: the agent is offered no tools. */
  readonly lookUp?: LookUp
}

/** Asks a model in an agent's name, and keeps account of it. */
export interface ModelSession<Answer> {
  readonly ask: AskModel<Answer>
  /** What came of asking last; undefined when nothing was asked. */
  said(): StructuredAnswer<unknown> | undefined
  readonly lookedUp: readonly LookedUp[]
  spent(): Budgeted['spent']
}

const MOST_TOKENS_AN_ANSWER = 800
/** In and out, over everything that one judgement asks. */
const BUDGET_TOKENS = 24_000

export function createModelSession<Answer extends object>(
  agent: Pick<Agent<unknown, Answer>, 'name' | 'output' | 'tools'>,
  { model: given, clock, prompts, redact, outside }: AskingMeans,
  { priority = 'background', budgetMs, correlationId, signal, lookUp }: AskingOptions,
): ModelSession<Answer> {
  const nowMs = (): number => clock.now().getTime()
  const model = withBudget(withoutSecrets(given, redact), { ms: budgetMs, tokens: BUDGET_TOKENS, nowMs })
  const tools = lookUp ? readingTools(agent.tools ?? [], outside) : []
  const lookedUp: LookedUp[] = []
  let said: StructuredAnswer<unknown> | undefined

  const call = async (one: ToolCall): Promise<ToolOutcome> => {
    const outcome: ToolOutcome = (await lookUp?.(tools, one)) ?? { kind: 'invalid', problem: 'there is no such tool' }
    lookedUp.push({ tool: one.name.slice(0, LONGEST_NAME), outcome: outcome.kind })
    return outcome
  }
  const answerTo = (question: ModelQuestion): Promise<StructuredAnswer<Answer>> => {
    const mark = `data-${randomUUID()}`
    const form = { name: `${agent.name}-answer`, form: agent.output }
    const looking = tools.length > 0 && { form: answerSchema(form).schema }
    const request = {
      ...form,
      messages: modelMessages(question, { mark, prompts, ...looking }),
      timeoutMs: budgetMs,
      maxTokens: MOST_TOKENS_AN_ANSWER,
      priority,
      nowMs,
      ...(correlationId !== undefined && { correlationId }),
      ...(signal && { signal }),
    }
    const present = (tool: string, outcome: ToolOutcome): Written =>
      prompts.write((encode) => presentResult(tool, outcome, { encode, mark }))
    return looking ? valueLookedUp(request, { model, tools, call, present }) : askForValue(model, request)
  }

  return {
    said: () => said,
    spent: () => model.spent,
    lookedUp,
    async ask(question) {
      const answer = await answerTo(question)
      said = answer
      return answer.kind === 'value' ? answer.value : undefined
    },
  }
}

const LONGEST_NAME = 40
