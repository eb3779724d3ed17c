import { z } from 'zod'
import type { Json } from '../ports/event-store.ts'
import {
  type LanguageModel,
  type ModelFailure,
  type ModelMessage,
  type ModelReply,
  type ModelRequest,
  ModelUnavailableError,
} from '../ports/language-model.ts'
import { strictSchema, withoutNulls } from './strict-form.ts'

/** What came of asking a model for a value. */
export type StructuredAnswer<Value> =
  | ({ readonly kind: 'value'; readonly value: Value; readonly repaired: boolean } & Answered)
  /** It answered twice, and neither answer could be used. */
  | ({ readonly kind: 'invalid'; readonly problem: string } & Answered)
  | { readonly kind: 'unavailable'; readonly failure: ModelFailure; readonly error: ModelUnavailableError }

/** Who answered last, and the tokens of both rounds. */
interface Answered {
  readonly model: string
  readonly tokens: ModelReply['tokens']
}

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
export async function askForValue<Value>(
  model: LanguageModel,
  { name, form, nowMs, ...request }: StructuredRequest<Value>,
): Promise<StructuredAnswer<Value>> {
  const until = nowMs() + request.timeoutMs
  const schema = { name, schema: strictSchema(form) }
  const ask = (messages: readonly ModelMessage[]) =>
    model.complete({ ...request, messages, schema, timeoutMs: until - nowMs() })
  try {
    const first = await ask(request.messages)
    const read = readAs(form, first.text)
    if (read.kind === 'value') return { ...read, model: first.model, tokens: first.tokens, repaired: false }
    model.noteUnusable?.(first)
    const second = await ask([...request.messages, ...repair(first, read.problem)])
    const reread = readAs(form, second.text)
    const answered = { model: second.model, tokens: together(first.tokens, second.tokens) }
    if (reread.kind === 'value') return { ...reread, ...answered, repaired: true }
    model.noteUnusable?.(second)
    return { ...reread, ...answered }
  } catch (error) {
    if (!(error instanceof ModelUnavailableError)) throw error
    return { kind: 'unavailable', failure: error.failure, error }
  }
}

function together(one: ModelReply['tokens'], other: ModelReply['tokens']): ModelReply['tokens'] {
  return { in: one.in + other.in, out: one.out + other.out }
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
