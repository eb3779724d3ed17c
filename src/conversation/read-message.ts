import type { PendingMessage } from '../domain/projections.ts'
import type { Understanding } from '../domain/understanding.ts'
import type { ThreadContext } from './context.ts'
import type { ConversationParts } from './parts.ts'
import { pondering } from './ponder.ts'

/** What was understood, and how sure that is. */
export interface Reading {
  readonly understanding: Understanding
  /** A model was asked and did not help: what the rules read is a guess, and no change begins on a guess. */
  readonly unsure: boolean
  /** What the person is told about how the message was read. */
  readonly note?: string
}

/** Below this the rules are guessing. */
const SURE = 0.6
/** A request that the rules do not see is the usual reason for a model, so "no request" must be surer than that. */
const SURE_OUT_OF_SCOPE = 0.8

/** Understands a message in its thread: by the rules at once, and by a language model where they are not sure. */
export async function readMessage(
  parts: ConversationParts,
  message: PendingMessage,
  context: ThreadContext,
  now: Date,
): Promise<Reading> {
  const understanding = goingOn(parts, understandIn(parts, context, message.text, now), context, message.text, now)
  const { reader } = parts
  if (!reader || !isWorthAsking(understanding, message.text))
    return { understanding, unsure: false, ...noteOf(understanding) }
  const { text, correlationId } = message
  const reading = await pondering(parts, message, () =>
    reader.read({ text, dialogue: context.dialogue, understanding, correlationId }),
  )
  switch (reading.kind) {
    case 'understood':
      return { understanding: reading.understanding, unsure: false, ...noteOf(reading.understanding) }
    case 'no-answer':
      return { understanding, unsure: true, note: reading.sentence }
  }
}

/** A yes to a question with one choice, such as "did you mean staging?", says that choice. */
function understandIn(
  { understand }: ConversationParts,
  { dialogue, question }: ThreadContext,
  text: string,
  now: Date,
): Understanding {
  const understanding = understand(text, dialogue, now)
  if (understanding.intent !== 'confirm.yes' || dialogue.waitingFor?.kind !== 'slot') return understanding
  const [only, ...others] = question?.choices ?? []
  return only && others.length === 0 ? understand(only.value, dialogue, now) : understanding
}

/** What a model has read stays a model's reading when later words only fill it in or change a part of it. */
function goingOn(
  { understand }: ConversationParts,
  understanding: Understanding,
  { dialogue: { by, turns }, question }: ThreadContext,
  text: string,
  now: Date,
): Understanding {
  const { intent } = understanding
  const asked = question?.intent === intent ? question.model : undefined
  const model = asked ?? turns.findLast((turn) => turn.by === by && turn.intent === intent)?.model
  if (model === undefined) return understanding
  const alone = understand(text, { by, turns: [] }, now)
  const isSaidOutright = alone.intent === intent && alone.confidence >= SURE
  return isSaidOutright ? understanding : { ...understanding, via: 'llm', model }
}

function isWorthAsking({ intent, confidence }: Understanding, text: string): boolean {
  if (intent === 'confirm.yes' || intent === 'confirm.no' || !/\p{L}{2}/u.test(text)) return false
  return confidence < (intent === 'out_of_scope' ? SURE_OUT_OF_SCOPE : SURE)
}

function noteOf({ model }: Understanding): { readonly note?: string } {
  return model === undefined ? {} : { note: `Understood by ${model}.` }
}
