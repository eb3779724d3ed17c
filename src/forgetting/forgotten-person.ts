import type { Json, JsonObject } from '../domain/event.ts'
import type { UserId } from '../domain/ids.ts'
import type { LogRow } from '../domain/log-chain.ts'
import { ERASED, mapTexts, wordsIn } from './prose.ts'

/** Somebody who is to be forgotten, with everything by which they are found in the log. */
export interface ForgottenPerson {
  readonly person: UserId
  /** Stands for them from then on: who did what stays told apart, and nobody knows who it was. */
  readonly alias: UserId
  /** What platforms called them. */
  readonly names: ReadonlySet<string>
  /** Of their messages and presses: what came of them may quote them. */
  readonly correlations: ReadonlySet<string>
  /** Every word that they wrote, without the names of services and the like. */
  readonly words: ReadonlySet<string>
}

/** The parts of a row that an erasure may change. */
export type RowText = Pick<LogRow, 'stream' | 'data' | 'correlationId' | 'causationId' | 'actor'>

/** What is left of an event without somebody; undefined where nothing of them is in it. */
export function withoutPerson(row: LogRow, who: ForgottenPerson): RowText | undefined {
  const body = JSON.parse(row.data) as JsonObject
  const left = withoutIn(withoutOwn(row, body, who), who, isOfThem(row, body, who))
  const text: RowText = {
    stream: withAlias(row.stream, who),
    data: JSON.stringify(left),
    correlationId: withAlias(row.correlationId, who),
    causationId: row.causationId === null ? null : withAlias(row.causationId, who),
    actor: withAlias(row.actor, who),
  }
  const before = { ...row, data: JSON.stringify(body) }
  const isSame = (Object.keys(text) as (keyof RowText)[]).every((key) => text[key] === before[key])
  return isSame ? undefined : text
}

/** The same for a document beside the log, such as a message of the outbox. @param isTheirs It came of what they said. */
export function withoutIn(value: JsonObject, who: ForgottenPerson, isTheirs: boolean): JsonObject {
  const said = isTheirs ? withoutSaid(value) : value
  return mapTexts(said, (text, isProse) => {
    const aliased = withAlias(text, who)
    if (!isProse) return aliased
    if (isTheirs && wordsIn(aliased).some((word) => who.words.has(word))) return ERASED
    return withoutNames(aliased, who)
  }) as JsonObject
}

/** What they said word for word, and what they are called, whatever words it is made of. */
function withoutSaid(body: JsonObject): JsonObject {
  const { received, slots } = body
  return {
    ...body,
    ...(isObject(received) && { received: withoutSaid({ ...received, text: ERASED, name: undefined }) }),
    ...(isObject(slots) && { slots: keptSlots(slots) }),
    ...(isObject(body.request) && { request: withoutSaid(body.request) }),
  }
}

/** What an event says of nobody else: an answer that they typed, what they are called. */
function withoutOwn({ type, actor }: LogRow, body: JsonObject, { person, alias }: ForgottenPerson): JsonObject {
  const isThem = (id: Json | undefined): boolean => id === person || id === alias
  if (type === 'question.answered' && (isThem(body.by) || isThem(actor))) return { ...body, value: ERASED }
  if (type === 'person.named' && isThem(body.person)) return { ...body, name: ERASED }
  return body
}

/** Slots that hold somebody's own words; the others name things. */
const OWN_WORDS = ['reason', 'title', 'words', 'conditions', 'topic', 'target', 'guideline', 'bot']

const keptSlots = (slots: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(slots).map(([slot, value]) => [slot, OWN_WORDS.includes(slot) ? ERASED : value]))

function isOfThem({ actor, correlationId }: LogRow, { by, received }: JsonObject, who: ForgottenPerson): boolean {
  const people = [actor, by, isObject(received) ? received.by : undefined]
  return people.includes(who.person) || people.includes(who.alias) || who.correlations.has(correlationId)
}

/** An id ends where another one would not continue. */
export function withAlias(text: string, { person, alias }: ForgottenPerson): string {
  if (!text.includes(ownId(person))) return text
  const whole = new RegExp(`(?<![\\p{L}\\p{N}_])${RegExp.escape(person)}(?![\\p{L}\\p{N}_])`, 'gu')
  // As their platform mentions them in texts.
  const mention = new RegExp(`<@!?${RegExp.escape(ownId(person))}(?=[>|])`, 'gu')
  return text.replace(whole, alias).replace(mention, `<@${ownId(alias)}`)
}

const ownId = (person: UserId): string => person.slice(person.lastIndexOf(':') + 1)

function withoutNames(text: string, { names }: ForgottenPerson): string {
  let left = text
  for (const name of names)
    if (left.includes(name))
      left = left.replace(new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(name)}(?![\\p{L}\\p{N}])`, 'gu'), ERASED)
  return left
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
