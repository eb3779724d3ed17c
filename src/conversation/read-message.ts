import { carriedOverSentence } from '../cards/carried-over.ts'
import type { Confirmation } from '../domain/confirmation.ts'
import type { UserId } from '../domain/ids.ts'
import type { PendingMessage } from '../domain/projections.ts'
import { REQUEST, requestChosen } from '../domain/question.ts'
import { isCorrection, spokenAnswer } from '../domain/spoken-answer.ts'
import type { StructuredRequest } from '../domain/structured-request.ts'
import type { TellOn } from '../domain/tell-on.ts'
import { LIKENESS, type Understanding } from '../domain/understanding.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import { changeWords, formAnswer, withForm } from './change-words.ts'
import type { ThreadContext } from './context.ts'
import { askedLast, choosesOnlyChoice, yesTo } from './decide-words.ts'
import { askedFacts } from './facts/asked-fact.ts'
import { type AskedFact, isToldFact, type ToldFact } from './facts/fact.ts'
import { understoodAs } from './facts/understood-as.ts'
import { isGuess, isWorthAsking, SURE } from './how-sure.ts'
import { logWishesIn } from './log-wishes.ts'
import { mayNothing } from './may-nothing.ts'
import type { ConversationParts } from './parts.ts'
import { type ReadingNotes, readingNotes } from './reading-note.ts'
import { asksBesides } from './several/several-requests.ts'
import { showThinking } from './show-thinking.ts'
import { withoutCarriedRing } from './without-carried-ring.ts'

/** A reading of a message, and how certain it is. */
export interface Reading extends ReadingNotes {
  readonly understanding: Understanding
  /** A guess that no language model has confirmed; no change starts on a guess. */
  readonly unsure: boolean
  /** No model was asked, since its person may do nothing: whatever is not understood is refused. */
  readonly mayNothing?: true
  /** What its words ask for, where that are facts and no intent of the catalog; never empty. */
  readonly facts?: readonly ToldFact[]
  /** Who else is told how it ends. */
  readonly tell?: readonly UserId[]
  /** Of which end; absent: of any. */
  readonly tellOn?: TellOn
  /** Says who is told, or why not. */
  readonly telling?: string
  /** The part of it that no status card shows. */
  readonly untold?: string
  /** What of the message is not done, whatever is answered: what was ignored, and whom nobody tells of an answer. */
  readonly beside?: string
  /** What the message says besides, as a sentence. */
  readonly ignored?: string
  /** The same, as it was typed. */
  readonly ignoredTexts?: readonly string[]
  /** The order that is to wait for a condition: it is declined. */
  readonly waits?: StructuredRequest
}

/** Understands a message in its thread: by rules and likeness at once, and by a language model where these are not sure. */
export async function readMessage(
  parts: ConversationParts,
  message: PendingMessage,
  context: ThreadContext,
  now: Date,
): Promise<Reading> {
  const texts = textsIn(message.language)
  const reading = withLogWishes(parts, message, context, await readAlone(parts, message, context, now))
  return withCarriedByQuestion(reading, message, context, texts, () =>
    isRequest(parts, message, reading.understanding, now),
  )
}

/** How a log is wanted stands in words that no intent is known by. An answer to a question keeps what was asked with. */
function withLogWishes(
  { catalog }: ConversationParts,
  { request, text }: PendingMessage,
  { question }: ThreadContext,
  reading: Reading,
): Reading {
  const { understanding } = reading
  if (understanding.intent !== 'logs.show' || request) return reading
  const asked = question?.intent === 'logs.show' ? question.slots : {}
  const slots = { ...asked, ...understanding.slots, ...logWishesIn(text, catalog) }
  return { ...reading, understanding: { ...understanding, slots } }
}

/** Rules read in its words alone what it was understood to ask for. */
function isRequest(
  { understand }: ConversationParts,
  { text, by, request }: PendingMessage,
  { intent }: Understanding,
  now: Date,
): boolean {
  if (request) return false
  const alone = understand(text, { by, turns: [] }, now)
  return alone.intent === intent && alone.via === 'rules' && alone.confidence >= SURE
}

/** Whether a message continues what its person was asked about; a question about whole requests has no intent of its own. */
export function goesOn(
  message: PendingMessage,
  context: ThreadContext,
  { intent }: Pick<Understanding, 'intent'>,
): boolean {
  const { question } = context
  if (!question) return false
  const isChosen = message.answers === question.question || yesTo(message, context) !== undefined
  return question.intent === intent || (question.slot === REQUEST && isChosen)
}

/** A value carried over stays marked as such through any number of follow-up questions. */
function withCarriedByQuestion(
  reading: Reading,
  message: PendingMessage,
  context: ThreadContext,
  texts: Texts,
  isWhole: () => boolean,
): Reading {
  const { question } = context
  if (!question || !goesOn(message, context, reading.understanding)) return reading
  // A whole request is a new one as much as an answer to a question that was shown once more.
  const isDoubtful = question.again !== undefined && isWhole()
  const fromQuestion = isDoubtful ? carriedOverSentence(reading.understanding, texts) : undefined
  const carried = [question.carried, fromQuestion ?? reading.carried].filter(Boolean).join(' ')
  return carried === '' ? reading : { ...reading, carried }
}

async function readAlone(
  parts: ConversationParts,
  message: PendingMessage,
  context: ThreadContext,
  now: Date,
): Promise<Reading> {
  const texts = textsIn(message.language)
  if (message.request) {
    const form = message.answers === context.question?.question ? context.question : undefined
    return readRequested(withForm(parts.readRequest(message.request), form), message, context, texts)
  }
  const alone = (said: string) => parts.understand(said, { by: message.by, turns: [] }, now)
  const decided = changeWords(message.text) ?? (context.question && formAnswer(context.question, message.text, alone))
  if (decided) return { understanding: decided, unsure: false }
  const said = withoutCarriedRing(
    understandIn(parts, message, context, now),
    context.dialogue,
    parts.settings,
    (dialogue) => parts.understand(message.text, dialogue, now),
  )
  const asked = readFact(parts, message, context, said, now)
  if (asked) return asked
  const understanding = goingOn(parts, message, likened(parts, said), context, now)
  const { reader } = parts
  const { dialogue } = context
  if (!reader) return { understanding, unsure: isGuess(understanding), ...readingNotes(understanding, dialogue, texts) }
  if (!isWorthAsking(parts.effectOf, understanding, message.text))
    return { understanding, unsure: false, ...readingNotes(understanding, dialogue, texts) }
  if (await mayNothing(parts, message)) {
    const notes = readingNotes(understanding, dialogue, texts)
    return { understanding, unsure: isGuess(understanding), mayNothing: true, ...notes }
  }
  const { text, correlationId } = message
  const reading = await showThinking(parts, message, (asking) => {
    asking()
    return reader.read({ text, dialogue, understanding, correlationId })
  })
  switch (reading.kind) {
    case 'understood':
      return {
        understanding: reading.understanding,
        unsure: false,
        ...readingNotes(reading.understanding, dialogue, texts),
      }
    case 'no-answer':
      return {
        understanding,
        unsure: true,
        ...readingNotes(understanding, dialogue, texts, texts.conversation.model[reading.why]),
      }
  }
}

/** A question for a fact is known by its words; no model reads it better. */
function readFact(
  { catalog, understand, asking }: ConversationParts,
  { text, language }: PendingMessage,
  { dialogue, confirmations }: ThreadContext,
  { intent }: Understanding,
  now: Date,
): Reading | undefined {
  if (intent === 'confirm.yes') return undefined
  const turns = dialogue.turns.filter(({ by }) => by === dialogue.by)
  const asked = { catalog, turns, isPlanOpen: confirmations.length > 0 }
  const facts = askedFacts({ ...asked, text })
  const last = facts.at(-1)
  if (intent === 'confirm.no' && !(last && stopsCanary(last) && !confirmations.some(isOfCanary))) return undefined
  const hearing = { ...asked, understand, dialogue, now, words: asking, language }
  if (!last || asksBesides(text, hearing)) return undefined
  const understanding = understoodAs(last)
  if (facts.length === 1 && !isToldFact(last)) return { understanding, unsure: false }
  const told = facts.filter(isToldFact)
  return told.length < facts.length ? undefined : { understanding, unsure: false, facts: told }
}

const stopsCanary = (fact: AskedFact): boolean => fact.kind === 'canary' && fact.asks === 'cancellation'

/** Asked about this plan, “stop the canary” is a no. */
const isOfCanary = ({ plan }: Confirmation): boolean =>
  plan.kind === 'promote' || (plan.kind === 'deploy' && plan.strategy === 'canary')

/** Nothing was read in words; but what a model has read stays a model's reading when a choice only fills it in. */
function readRequested(request: Understanding, message: PendingMessage, context: ThreadContext, texts: Texts): Reading {
  const model = modelAsked(message, context, request)
  const understanding = model === undefined ? request : readBy(model, request)
  return { understanding, unsure: false, ...readingNotes(understanding, context.dialogue, texts) }
}

/** One of several readings that was chosen is no guess any more; one of several requests is as the model read it. */
function modelAsked(message: PendingMessage, context: ThreadContext, understanding: Understanding): string | undefined {
  const { question } = context
  if (!question || (question.slot === REQUEST && !question.several)) return undefined
  return goesOn(message, context, understanding) ? question.model : undefined
}

function readBy(model: string, understanding: Understanding): Understanding {
  return { ...understanding, via: model === LIKENESS ? 'model' : 'llm', model }
}

/** How people say “none of these”; a mention of the bot may come first. */
const NONE_OF_THEM =
  /^(?:<?[@/]\S+ )?\W*(?:no,? )?(?:none|neither|not (?:one|any)|something|anything|nothing)(?: (?:else|other|of (?:them|these|those)))*\W*$/i

export function meansNoneOfThem(text: string): boolean {
  return NONE_OF_THEM.test(text)
}

/** A possible answer is read as one before it is read as a request it resembles. */
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
    return request ? withForm(readRequest(request), question) : understand(only.value, dialogue, now)
  }
  const open = askedLast(context)
  const spoken = open && spokenAnswer(text, open.kind === 'confirmation' ? open.confirmation.plan : undefined)
  if (spoken === 'yes' || spoken === 'no') return understand(spoken, dialogue, now)
  if (open?.kind !== 'confirmation' || !isCorrection(text)) return understand(text, dialogue, now)
  // "no wait, staging" corrects the plan that is open, whatever was looked up in between.
  const turns = dialogue.turns.filter(({ by, intent }) => by !== dialogue.by || effectOf(intent) !== 'read')
  return understand(text, { ...dialogue, turns }, now)
}

/** A change that no rule knows is read by likeness to others and confirmed, as a language model's reading is. */
function likened({ effectOf }: ConversationParts, understanding: Understanding): Understanding {
  const { intent, via } = understanding
  return via === 'model' && effectOf(intent) !== 'read' ? { ...understanding, model: LIKENESS } : understanding
}

/** A model's reading stays one when later words only fill in or change a part of it. */
function goingOn(
  parts: ConversationParts,
  message: PendingMessage,
  understanding: Understanding,
  context: ThreadContext,
  now: Date,
): Understanding {
  const { by, turns } = context.dialogue
  const { intent } = understanding
  // A message without a request cannot be continued.
  if (intent === 'out_of_scope') return understanding
  const asked = modelAsked(message, context, understanding)
  const model = asked ?? turns.findLast((turn) => turn.by === by && turn.intent === intent)?.model
  if (model === undefined) return understanding
  return isRequest(parts, message, understanding, now) ? understanding : readBy(model, understanding)
}
