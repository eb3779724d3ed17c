import { isChange } from '../capabilities/capabilities.ts'
import type { PendingMessage } from '../domain/projections.ts'
import { isSpokenAnswer } from '../domain/spoken-answer.ts'
import { nameOf } from '../queries/names.ts'
import { textsIn } from '../texts/texts-in.ts'
import type { ThreadContext } from './context.ts'
import { askedFacts } from './facts/asked-fact.ts'
import { type HeardText, hear } from './hear.ts'
import { ignoredSentence } from './ignored-sentence.ts'
import type { ConversationParts } from './parts.ts'
import { type PeopleToTell, peopleToTell } from './people-to-tell.ts'
import { goesOn, type Reading, readMessage } from './read-message.ts'
import { saidBefore, withoutOrdersBeyond } from './several/beyond-request.ts'

/** It came as words, not as a button or the options of a command. */
export function isInWords({ request, answers }: Pick<PendingMessage, 'request' | 'answers'>): boolean {
  return request === undefined && answers === undefined
}

/** The request of a message, and what else it says. */
export function heardIn(
  { catalog, understand, asking }: Pick<ConversationParts, 'catalog' | 'understand' | 'asking'>,
  message: PendingMessage,
  { dialogue }: Pick<ThreadContext, 'dialogue'>,
  now: Date,
): HeardText {
  if (!isInWords(message)) return { text: message.text }
  const { ignored = [], ...heard } = hear(message.text, catalog)
  const alone = (said: string) => understand(said, dialogue, now)
  const isAnswered = (said: string) => askedFacts({ text: said, catalog, turns: [], isPlanOpen: false }).length > 0
  const { text, beyond } = withoutOrdersBeyond(heard.text, { alone, isAnswered }, asking, message.language)
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
  const reading = await readMessage(parts, message, context, now)
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
