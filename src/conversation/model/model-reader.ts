import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Catalog } from '../../domain/catalog.ts'
import type { CorrelationId } from '../../domain/ids.ts'
import type { Understanding } from '../../domain/understanding.ts'
import { type PromptEncoder, promptEncoder } from '../../llm/prompt-encoder.ts'
import { askForValue, type StructuredAnswer } from '../../llm/structured-answer.ts'
import type { Clock } from '../../ports/clock.ts'
import type { LanguageModel } from '../../ports/language-model.ts'
import { instructions, type OfferedIntent, type OfferedIntents, question } from './prompt.ts'
import { type ModelAnswer, understandingFrom } from './understanding-from.ts'
import type { SlotsOf, UnsureMessage } from './unsure-message.ts'

export interface ModelReaderParts {
  readonly model: LanguageModel
  readonly catalog: Catalog
  readonly slotsOf: SlotsOf
  /** What a message may ask for, and how neighbours are told apart. */
  readonly intents: OfferedIntents
  readonly clock: Clock
  /** Removes secrets from what goes to the model. */
  readonly redact: (text: string) => string
  readonly log: Logger
  /** How values are written for the model. Default: as JSON. */
  readonly prompts?: PromptEncoder
}

export type ModelReading =
  | { readonly kind: 'understood'; readonly understanding: Understanding }
  /** Its answer could not be used, or none came. */
  | { readonly kind: 'no-answer'; readonly why: 'unusable' | 'unavailable' }

/** Asks a language model what a message asks for. What it says is checked against what the person wrote. */
export interface ModelReader {
  read(message: UnsureMessage): Promise<ModelReading>
  /** Messages that a model is being asked about at this moment. */
  readonly waiting: number
}

/** People wait this long, twice when an answer must be repaired. */
const BUDGET_MS = 4_000
const MOST_TOKENS = 300

export function createModelReader(parts: ModelReaderParts): ModelReader {
  const { model, catalog, slotsOf, clock, redact, log } = parts
  const { prompts = promptEncoder({ input: false, redact }) } = parts
  const offered = parts.intents.offered.map((intent) => ({ ...intent, slots: allSlots(slotsOf(intent.id)) }))
  const system = instructions({ neighbours: parts.intents.neighbours, offered }, catalog, prompts)
  const form = answerForm(offered)
  let waiting = 0

  const ask = async ({ text, dialogue, correlationId }: UnsureMessage): Promise<StructuredAnswer<ModelAnswer>> => {
    const asked = question(redact(text), dialogue, `message-${randomUUID()}`, prompts)
    const messages = [system, asked]
    waiting++
    try {
      return await askForValue(model, {
        name: 'request',
        form,
        messages,
        timeoutMs: BUDGET_MS,
        maxTokens: MOST_TOKENS,
        priority: 'person',
        correlationId,
        nowMs: () => clock.now().getTime(),
      })
    } finally {
      waiting--
    }
  }

  return {
    get waiting() {
      return waiting
    },
    async read(message) {
      const start = clock.now().getTime()
      const answer = await ask(message)
      logAnswer(log, message.correlationId, answer, clock.now().getTime() - start)
      switch (answer.kind) {
        case 'value':
          return { kind: 'understood', understanding: understandingFrom(answer, message, catalog, slotsOf) }
        case 'invalid':
          return { kind: 'no-answer', why: 'unusable' }
        case 'unavailable':
          return { kind: 'no-answer', why: 'unavailable' }
      }
    },
  }
}

function allSlots({ needs, takes }: ReturnType<SlotsOf>): readonly string[] {
  return [...needs, ...takes]
}

/** Saying yes or no is not on offer: a model can neither confirm nor cancel what a person was asked. */
function answerForm(offered: readonly OfferedIntent[]): z.ZodType<ModelAnswer> {
  const slots = new Set(offered.flatMap((intent) => intent.slots))
  return z.strictObject({
    intent: z.enum([...offered.map(({ id }) => id), 'out_of_scope']),
    slots: z.array(z.strictObject({ name: z.enum([...slots]), value: z.string() })),
  })
}

function logAnswer(log: Logger, correlationId: CorrelationId, answer: StructuredAnswer<ModelAnswer>, ms: number): void {
  switch (answer.kind) {
    case 'value': {
      const { model, repaired, value } = answer
      log.info({ correlationId, model, ms, repaired, intent: value.intent }, 'a model read the message')
      break
    }
    case 'invalid': {
      const { model, problem } = answer
      log.warn({ correlationId, model, ms, problem }, 'a model gave no usable answer; the rules decide')
      break
    }
    case 'unavailable': {
      const { failure, error } = answer
      log.warn({ correlationId, ms, failure, err: error }, 'no model answers; the rules decide')
      break
    }
  }
}
