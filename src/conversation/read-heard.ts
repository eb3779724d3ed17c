import { isChange } from '../capabilities/capabilities.ts'
import type { PendingMessage } from '../domain/projections.ts'
import { isSpokenAnswer } from '../domain/spoken-answer.ts'
import type { StructuredRequest } from '../domain/structured-request.ts'
import { nameOf } from '../queries/names.ts'
import { textsIn } from '../texts/texts-in.ts'
import { changeWords, formAnswer } from './change-words.ts'
import type { ThreadContext } from './context.ts'
import { askedFacts } from './facts/asked-fact.ts'
import { type HeardText, hear } from './hear.ts'
import { isGuess } from './how-sure.ts'
import { ignoredSentence } from './ignored-sentence.ts'
import { ownWords } from './own-words.ts'
import type { ConversationParts } from './parts.ts'
import { type PeopleToTell, peopleToTell } from './people-to-tell.ts'
import { goesOn, type Reading, readMessage } from './read-message.ts'
import { saidBefore, withoutOrdersBeyond } from './several/beyond-request.ts'
import { deniedVersion } from './several/denied-version.ts'
import { heldBack } from './several/held-back.ts'
import { severalRequests } from './several/several-requests.ts'

/** It came as words, not as a button or the options of a command. */
export function isInWords({ request, answers }: Pick<PendingMessage, 'request' | 'answers'>): boolean {
  return request === undefined && answers === undefined
}

/** The request of a message, and what else it says. */
export function heardIn(
  { catalog, understand, asking }: Pick<ConversationParts, 'catalog' | 'understand' | 'asking'>,
  message: PendingMessage,
  { dialogue, question }: Pick<ThreadContext, 'dialogue' | 'question'>,
  now: Date,
): HeardText {
  if (!isInWords(message)) return { text: message.text }
  const { by } = message
  const alone = (said: string) => understand(said, dialogue, now)
  // Its condition holds nothing back: it belongs to the approval.
  if (
    changeWords(message.text) ||
    (question && formAnswer(question, message.text, (said) => understand(said, { by, turns: [] }, now)))
  )
    return { text: message.text }
  const { ignored = [], ...said } = hear(message.text, catalog)
  const denied = deniedVersion(said.text, asking)
  const heard = { ...said, ...(denied !== undefined && { denied }) }
  const isAnswered = (said: string) => askedFacts({ text: said, catalog, turns: [], isPlanOpen: false }).length > 0
  const understanding = alone(heard.text)
  const hearing = { dialogue, catalog, understand, now, words: asking, language: message.language }
  const asked = { ...hearing, text: ownWords(heard.text), understanding, unsure: isGuess(understanding) }
  const isSeveral = severalRequests(asked).wanted.length > 1
  const held = isSpokenAnswer(heard.text)
    ? undefined
    : heldBack(heard.text, { alone, isSeveral }, asking, message.language)
  if (held?.kind === 'waits') return { ...heard, ...(ignored.length > 0 && { ignored }), waits: held.request }
  const order = held?.text ?? heard.text
  const others = withoutOrdersBeyond(order, { alone, isAnswered, catalog }, asking, message.language)
  const { text } = others
  const beyond = [...others.beyond, ...(held?.beyond ?? [])]
  // As in hear: a yes with more behind it is no yes.
  if (beyond.length > 0 && isSpokenAnswer(text)) return { ...heard, ignored }
  const beside = [...beyond, ...ignored]
  if (beside.length === 0) return { ...heard, text }
  const all = [...saidBefore(text, alone, asking), ...beside]
  return {
    ...heard,
    text,
    ignored: all.toSorted((one, other) => message.text.indexOf(one) - message.text.indexOf(other)),
  }
}

/** Understands a message and notes what is no part of its request: what was ignored, and who is told how it ends. */
export async function readHeard(
  parts: ConversationParts,
  message: PendingMessage,
  context: ThreadContext,
  heard: HeardText,
  now: Date,
): Promise<Reading> {
  const reading = heard.waits
    ? readAsWaiting(heard.waits)
    : withoutDenied(await readMessage(parts, message, context, now), heard.denied)
  const texts = textsIn(message.language)
  const ignored = ignoredSentence(heard.ignored ?? [], texts)
  const telling = await tellingOf(parts, message, context, heard, reading)
  const isAnswer = !isChange(reading.understanding.intent)
  const isTold = telling !== undefined && telling.tell.length > 0
  const said = [ignored, isAnswer && isTold ? texts.telling.onlyEnds : undefined].filter((one) => one !== undefined)
  const notes = [...said, ...(reading.note === undefined ? [] : [reading.note])]
  const beside = said.length > 0 ? said.join(' ') : undefined
  return {
    ...reading,
    ...(notes.length > 0 && { note: notes.join(' ') }),
    ...(beside !== undefined && { beside }),
    ...(ignored !== undefined && { ignored, ignoredTexts: heard.ignored ?? [] }),
    ...(telling && {
      tell: telling.tell,
      ...(telling.tellOn && { tellOn: telling.tellOn }),
      telling: telling.sentence,
      ...(telling.untold !== undefined && { untold: telling.untold }),
    }),
  }
}

/** Which version is wanted instead is asked: the newest may be the one that is not. */
function withoutDenied(reading: Reading, denied: string | undefined): Reading {
  const { intent, slots, missing } = reading.understanding
  const { ref, ...others } = slots
  if (denied === undefined || !isChange(intent) || !OF_VERSION.has(intent)) return reading
  if (ref !== undefined && ref !== 'latest' && !String(ref).includes(denied)) return reading
  return { ...reading, understanding: { ...reading.understanding, slots: others, missing: [...missing, 'ref'] } }
}
const OF_VERSION: ReadonlySet<string> = new Set(['deploy.start', 'build.start', 'rollback.start'])

/** Nothing is asked for until then. */
function readAsWaiting(waits: StructuredRequest): Reading {
  return {
    understanding: {
      intent: 'out_of_scope',
      confidence: 1,
      slots: {},
      missing: [],
      nearMisses: [],
      unknownNames: [],
      carriedOver: [],
      alternatives: [],
      via: 'rules',
    },
    unsure: false,
    waits,
  }
}

/** A wish that was said with the request still counts when a question about it is answered. */
async function tellingOf(
  { store }: ConversationParts,
  message: PendingMessage,
  context: ThreadContext,
  heard: HeardText,
  { understanding }: Reading,
): Promise<PeopleToTell | undefined> {
  if (heard.tell) return peopleToTell(store, message, heard.tell, heard.tellOn, textsIn(message.language))
  const { tell, tellOn } = (goesOn(message, context, understanding) && context.question) || {}
  if (!tell) return undefined
  const names = await Promise.all(tell.map((user) => nameOf(store, user)))
  const { telling, formats } = textsIn(message.language)
  const sentence = telling.willTell[tellOn ?? 'anyEnd']({ names: formats.allOf(names) })
  return { tell, ...(tellOn && { tellOn }), sentence }
}
