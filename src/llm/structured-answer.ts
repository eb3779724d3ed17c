import { z } from 'zod'
import type { Json } from '../domain/event.ts'
import type { ModelFailure } from '../domain/model-use.ts'
import {
  type AnswerSchema,
  type LanguageModel,
  type ModelMessage,
  type ModelReply,
  type ModelRequest,
  ModelUnavailableError,
} from '../ports/language-model.ts'
import { strictSchema, withoutNulls } from './strict-form.ts'

/** What came of asking a model for a value. */
export type StructuredAnswer<Value> =
  | { readonly kind: 'value'; readonly value: Value; readonly repaired: boolean; readonly model: string }
  /** It answered twice, and neither answer could be used. */
  | { readonly kind: 'invalid'; readonly problem: string; readonly model: string }
  | { readonly kind: 'unavailable'; readonly failure: ModelFailure; readonly error: ModelUnavailableError }

export interface StructuredRequest<Value> extends Omit<ModelRequest, 'schema' | 'onText'> {
  /** What the schema is called to the model: letters, digits, hyphens and underscores. */
  readonly name: string
  readonly form: z.ZodType<Value>
  /** Milliseconds on any steady clock. */
  readonly nowMs: () => number
}

/**
 * Asks for a value of a form: sends the form as JSON schema, checks what comes, and asks once more when it does not fit.
 * The time is for both rounds. Never throws because of the model.
 */
export function askForValue<Value>(
  model: LanguageModel,
  request: StructuredRequest<Value>,
): Promise<StructuredAnswer<Value>> {
  const ask = asking(model, request)
  return unlessUnavailable(async () => checked(model, request, ask, await ask(request.messages)))
}

/**
 * The same for a model that has answered already, after it has looked things up: what it said is checked, and asked for
 * once more when it does not fit. `messages` are those that its answer followed.
 */
export function valueFrom<Value>(
  model: LanguageModel,
  first: ModelReply,
  request: StructuredRequest<Value>,
): Promise<StructuredAnswer<Value>> {
  return unlessUnavailable(() => checked(model, request, asking(model, request), first))
}

/** The form as it is sent to a model. */
export function answerSchema({ name, form }: Pick<StructuredRequest<unknown>, 'name' | 'form'>): AnswerSchema {
  return { name, schema: strictSchema(form) }
}

type Ask = (messages: readonly ModelMessage[]) => Promise<ModelReply>

function asking<Value>(model: LanguageModel, { name, form, nowMs, ...request }: StructuredRequest<Value>): Ask {
  const until = nowMs() + request.timeoutMs
  const schema = answerSchema({ name, form })
  return (messages) => model.complete({ ...request, messages, schema, timeoutMs: until - nowMs() })
}

async function checked<Value>(
  model: LanguageModel,
  { form, messages }: StructuredRequest<Value>,
  ask: Ask,
  first: ModelReply,
): Promise<StructuredAnswer<Value>> {
  const read = readAs(form, first.text)
  if (read.kind === 'value') return { ...read, model: first.model, repaired: false }
  model.noteUnusable?.(first)
  const second = await ask([...messages, ...repair(first, read.problem)])
  const reread = readAs(form, second.text)
  if (reread.kind === 'value') return { ...reread, model: second.model, repaired: true }
  model.noteUnusable?.(second)
  return { ...reread, model: second.model }
}

async function unlessUnavailable<Value>(
  answer: () => Promise<StructuredAnswer<Value>>,
): Promise<StructuredAnswer<Value>> {
  try {
    return await answer()
  } catch (error) {
    if (!(error instanceof ModelUnavailableError)) throw error
    return { kind: 'unavailable', failure: error.failure, error }
  }
}

type Read<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'invalid'; readonly problem: string }

function readAs<Value>(form: z.ZodType<Value>, text: string): Read<Value> {
  const json = jsonIn(text)
  if (json === undefined) return { kind: 'invalid', problem: 'there is no JSON object in it' }
  const asGiven = form.safeParse(json)
  const parsed = asGiven.success ? asGiven : form.safeParse(withoutNulls(json))
  return parsed.success
    ? { kind: 'value', value: parsed.data }
    : { kind: 'invalid', problem: z.prettifyError(parsed.error).slice(0, LONGEST_PROBLEM) }
}

const LONGEST_PROBLEM = 500

/** Models that ignore the schema think aloud first, and put the object into a code fence or a sentence. */
function jsonIn(text: string): Json | undefined {
  const spoken = text.split('</think>').at(-1) ?? ''
  const from = spoken.indexOf('{')
  const to = spoken.lastIndexOf('}')
  try {
    return from < 0 ? undefined : (JSON.parse(spoken.slice(from, to + 1)) as Json)
  } catch {
    return undefined
  }
}

function repair({ text }: ModelReply, problem: string): readonly ModelMessage[] {
  return [
    { role: 'assistant', content: text },
    {
      role: 'user',
      content: `That answer cannot be used: ${problem}. Answer again with the JSON object alone, exactly in the form asked for.`,
    },
  ]
}
