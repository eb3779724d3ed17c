import type { CorrelationId } from '../../domain/ids.ts'
import { withBudget } from '../../language/budget.ts'
import type { Clock } from '../../ports/clock.ts'
import {
  type LanguageModel,
  type ModelMessage,
  type ModelReply,
  ModelUnavailableError,
  type ToolCall,
} from '../../ports/language-model.ts'
import { offersOf } from '../../tools/call-tool.ts'
import type { Tool, ToolOutcome } from '../../tools/tool.ts'
import { ANSWER_NOW } from './loop-prompt.ts'

/** Answers of the model, the last one included; in that one it can look nothing up any more. */
export const MOST_STEPS = 5
/** A person waits and sees that the bot thinks. */
export const BUDGET_MS = 20_000
/** In and out, over all steps. */
export const BUDGET_TOKENS = 24_000
const MOST_TOKENS_A_STEP = 600
const MOST_CALLS_A_STEP = 4

export interface LoopParts {
  readonly model: LanguageModel
  readonly tools: readonly Tool[]
  readonly clock: Clock
  readonly correlationId: CorrelationId
  /** Does what is asked for, as far as it may be done. Never throws because of the model. */
  readonly call: (call: ToolCall) => Promise<ToolOutcome>
  /** Writes an outcome for the model. */
  readonly present: (name: string, outcome: ToolOutcome) => string
  readonly onText: (textSoFar: string) => void
}

export type LoopEnd =
  | { readonly kind: 'answered'; readonly text: string; readonly model: string }
  /** As a sentence: what the person is told about it. */
  | { readonly kind: 'gave-up'; readonly sentence: string }

/** Lets a model look things up until it answers, within bounds on steps, time and tokens. */
export async function runToolLoop(parts: LoopParts, prompt: readonly ModelMessage[]): Promise<LoopEnd> {
  const { model, tools, clock, correlationId, onText } = parts
  const nowMs = (): number => clock.now().getTime()
  const budgeted = withBudget(model, { ms: BUDGET_MS, tokens: BUDGET_TOKENS, nowMs })
  const messages = [...prompt]
  for (let step = 1; step <= MOST_STEPS; step++) {
    const isLast = step === MOST_STEPS
    if (isLast) messages.push(ANSWER_NOW)
    const reply = await ask(budgeted, {
      messages,
      ...(!isLast && { tools: offersOf(tools) }),
      timeoutMs: BUDGET_MS,
      maxTokens: MOST_TOKENS_A_STEP,
      priority: 'person',
      correlationId,
      onText,
    })
    if (reply instanceof ModelUnavailableError) return gaveUp(sentenceFor(reply))
    const calls = reply.toolCalls ?? []
    if (calls.length === 0) return { kind: 'answered', text: reply.text, model: reply.model }
    if (isLast) break
    messages.push({ role: 'assistant', content: reply.text, toolCalls: calls })
    messages.push(...(await resultsOf(calls, parts)))
  }
  return gaveUp('My language model wanted to look up more than I let it.')
}

function sentenceFor({ failure, userMessage }: ModelUnavailableError): string {
  const isSpent = failure === 'timed-out' || failure === 'cut-off'
  return isSpent ? 'My language model came to no answer in the time I give it, so I went by my own rules.' : userMessage
}

const gaveUp = (sentence: string): LoopEnd => ({ kind: 'gave-up', sentence })

async function ask(
  model: LanguageModel,
  request: Parameters<LanguageModel['complete']>[0],
): Promise<ModelReply | ModelUnavailableError> {
  try {
    return await model.complete(request)
  } catch (error) {
    if (!(error instanceof ModelUnavailableError)) throw error
    return error
  }
}

/** Every call is answered, since providers refuse a conversation in which one is not. */
async function resultsOf(calls: readonly ToolCall[], { call, present }: LoopParts): Promise<readonly ModelMessage[]> {
  const results: ModelMessage[] = []
  for (const [index, one] of calls.entries()) {
    const outcome: ToolOutcome =
      index < MOST_CALLS_A_STEP ? await call(one) : { kind: 'invalid', problem: 'too many calls at once' }
    results.push({ role: 'tool', content: present(one.name, outcome), toolCallId: one.id, name: one.name })
  }
  return results
}
