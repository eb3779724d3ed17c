import {
  type LanguageModel,
  type ModelMessage,
  type ModelReply,
  type ModelRequest,
  ModelUnavailableError,
  type ToolCall,
  type Written,
} from '../ports/language-model.ts'
import { offersOf } from './call-tool.ts'
import type { Tool, ToolOutcome } from './tool.ts'

/** Answers of the model, the last one included; in that one it can look nothing up any more. */
export const MOST_STEPS = 5
const MOST_CALLS_A_STEP = 4

export interface LoopParts {
  /** With a budget for all steps together; see `withBudget`. */
  readonly model: LanguageModel
  readonly tools: readonly Tool[]
  /** What is asked in each step. A schema is sent with the last one only: many models look nothing up once they have one. */
  readonly request: Omit<ModelRequest, 'messages' | 'tools'>
  /** Does what is asked for, as far as it may be done. Never throws because of the model. */
  readonly call: (call: ToolCall) => Promise<ToolOutcome>
  /** Writes an outcome for the model. */
  readonly present: (name: string, outcome: ToolOutcome) => Written
}

export type LoopEnd =
  /** With everything that was said before the answer. */
  | { readonly kind: 'answered'; readonly reply: ModelReply; readonly messages: readonly ModelMessage[] }
  /** It wanted to look up more than it may. */
  | { readonly kind: 'endless'; readonly reply: ModelReply }
  | { readonly kind: 'unavailable'; readonly error: ModelUnavailableError }

/** Said before the last step, in which nothing can be looked up any more. */
const ANSWER_NOW: ModelMessage = {
  role: 'user',
  content: 'Nothing more can be looked up. Answer now with what you have.',
}

/** Lets a model look things up until it answers, within bounds on steps, and on time and tokens by its budget. */
export async function runToolLoop(
  { model, tools, request: { schema, ...request }, ...doing }: LoopParts,
  prompt: readonly ModelMessage[],
): Promise<LoopEnd> {
  const messages = [...prompt]
  const looking = { ...request, tools: offersOf(tools) }
  const answering = { ...request, ...(schema && { schema }) }
  for (let step = 1; ; step++) {
    const isLast = step === MOST_STEPS
    if (isLast) messages.push(ANSWER_NOW)
    const reply = await ask(model, { ...(isLast ? answering : looking), messages: [...messages] })
    if (reply instanceof ModelUnavailableError) return { kind: 'unavailable', error: reply }
    const calls = reply.toolCalls ?? []
    if (calls.length === 0) return { kind: 'answered', reply, messages }
    if (isLast) return { kind: 'endless', reply }
    messages.push({ role: 'assistant', content: reply.text, toolCalls: calls })
    messages.push(...(await resultsOf(calls, doing)))
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

/** Every call is answered, since providers refuse a conversation in which one is not. */
async function resultsOf(
  calls: readonly ToolCall[],
  { call, present }: Pick<LoopParts, 'call' | 'present'>,
): Promise<readonly ModelMessage[]> {
  const results: ModelMessage[] = []
  for (const [index, one] of calls.entries()) {
    const outcome: ToolOutcome =
      index < MOST_CALLS_A_STEP ? await call(one) : { kind: 'invalid', problem: 'too many calls at once' }
    results.push({ role: 'tool', ...present(one.name, outcome), toolCallId: one.id, name: one.name })
  }
  return results
}
