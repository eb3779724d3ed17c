import type { PendingMessage } from '../domain/projections.ts'
import { requestChosen } from '../domain/question.ts'
import { isCorrection, spokenAnswer } from '../domain/spoken-answer.ts'
import type { Understanding } from '../domain/understanding.ts'
import type { ThreadContext } from './context.ts'
import { askedLast, choosesOnlyChoice } from './decide-words.ts'
import { isGuess, isWorthAsking, SURE } from './how-sure.ts'
import type { ConversationParts } from './parts.ts'
import { LIKENESS, type ReadingNotes, readingNotes } from './reading-note.ts'
import { showThinking } from './show-thinking.ts'

/** What was understood, and how sure that is. */
export interface Reading extends ReadingNotes {
  readonly understanding: Understanding
  /** What was read is a guess that no language model has settled, and no change begins on a guess. */
  readonly unsure: boolean
}

/** Understands a message in its thread: by rules and likeness at once, and by a language model where these are not sure. */
export async function readMessage(
  parts: ConversationParts,
  message: PendingMessage,
  context: ThreadContext,
  now: Date,
): Promise<Reading> {
  return withCarriedByQuestion(await readAlone(parts, message, context, now), context)
}

/** What a question had from elsewhere stays from elsewhere, however many questions follow it. */
function withCarriedByQuestion(reading: Reading, { question }: ThreadContext): Reading {
  if (question?.carried === undefined || question.intent !== reading.understanding.intent) return reading
  return { ...reading, carried: [question.carried, reading.carried].filter(Boolean).join(' ') }
}

async function readAlone(
  parts: ConversationParts,
  message: PendingMessage,
  context: ThreadContext,
  now: Date,
): Promise<Reading> {
  if (message.request) return readRequested(parts.readRequest(message.request), context)
  const alone = likened(parts, understandIn(parts, message, context, now))
  const understanding = goingOn(parts, alone, context, message.text, now)
  const { reader } = parts
  const { dialogue } = context
  if (!reader) return { understanding, unsure: isGuess(understanding), ...readingNotes(understanding, dialogue) }
  if (!isWorthAsking(parts.effectOf, understanding, message.text))
    return { understanding, unsure: false, ...readingNotes(understanding, dialogue) }
  const { text, correlationId } = message
  const reading = await showThinking(parts, message, (asking) => {
    asking()
    return reader.read({ text, dialogue, understanding, correlationId })
  })
  switch (reading.kind) {
    case 'understood':
      return { understanding: reading.understanding, unsure: false, ...readingNotes(reading.understanding, dialogue) }
    case 'no-answer':
      return { understanding, unsure: true, ...readingNotes(understanding, dialogue, reading.sentence) }
  }
}

/** Nothing was read in words; but what a model has read stays a model's reading when a choice only fills it in. */
function readRequested(request: Understanding, { dialogue, question }: ThreadContext): Reading {
  const model = question?.intent === request.intent ? question.model : undefined
  const understanding = model === undefined ? request : readBy(model, request)
  return { understanding, unsure: false, ...readingNotes(understanding, dialogue) }
}

function readBy(model: string, understanding: Understanding): Understanding {
  return { ...understanding, via: model === LIKENESS ? 'model' : 'llm', model }
}

/** What people say when they mean none of what they were offered; a mention of the bot may stand before it. */
const NONE_OF_THEM =
  /^(?:<?[@/]\S+ )?\W*(?:no,? )?(?:none|neither|not (?:one|any)|something|anything|nothing)(?: (?:else|other|of (?:them|these|those)))*\W*$/i

export function meansNoneOfThem(text: string): boolean {
  return NONE_OF_THEM.test(text)
}

/** What may be an answer is taken for one before it is taken for anything it resembles. */
function understandIn(
  { understand, readRequest, effectOf }: ConversationParts,
  { message, text, overheard }: PendingMessage,
  context: ThreadContext,
  now: Date,
): Understanding {
  const { dialogue, question } = context
  const said = { message, text, overheard: overheard === true }
  if (question && meansNoneOfThem(text)) return understand('no', dialogue, now)
  const [only] = question?.choices ?? []
  if (question && only && choosesOnlyChoice(said, context)) {
    const request = requestChosen(question, only)
    return request ? readRequest(request) : understand(only.value, dialogue, now)
  }
  const open = askedLast(context)
  const spoken = open && spokenAnswer(text, open.kind === 'confirmation' ? open.confirmation.plan : undefined)
  if (spoken === 'yes' || spoken === 'no') return understand(spoken, dialogue, now)
  if (open?.kind !== 'confirmation' || !isCorrection(text)) return understand(text, dialogue, now)
  // "no wait, staging" corrects the plan that is open, whatever was looked up in between.
  const turns = dialogue.turns.filter(({ by, intent }) => by !== dialogue.by || effectOf(intent) !== 'read')
  return understand(text, { ...dialogue, turns }, now)
}

/** A change that no rule knows goes by its likeness to others, and is confirmed as a language model's reading is. */
function likened({ effectOf }: ConversationParts, understanding: Understanding): Understanding {
  const { intent, via } = understanding
  return via === 'model' && effectOf(intent) !== 'read' ? { ...understanding, model: LIKENESS } : understanding
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
  // What asked for nothing is nothing to go on with.
  if (intent === 'out_of_scope') return understanding
  const asked = question?.intent === intent ? question.model : undefined
  const model = asked ?? turns.findLast((turn) => turn.by === by && turn.intent === intent)?.model
  if (model === undefined) return understanding
  const alone = understand(text, { by, turns: [] }, now)
  const isSaidOutright = alone.intent === intent && alone.via === 'rules' && alone.confidence >= SURE
  return isSaidOutright ? understanding : readBy(model, understanding)
}
