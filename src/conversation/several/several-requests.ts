import { capabilityOf, isRead } from '../../capabilities/capabilities.ts'
import type { Catalog } from '../../domain/catalog.ts'
import type { StructuredRequest } from '../../domain/structured-request.ts'
import type { DialogueContext, Slots, Understanding } from '../../domain/understanding.ts'
import { textsIn } from '../../texts/texts-in.ts'
import { askedFact } from '../facts/asked-fact.ts'
import { SURE } from '../how-sure.ts'
import { plainWords } from '../mentions.ts'
import { isCourtesy } from './courtesy.ts'
import { listedRequests } from './listed-requests.ts'
import { joined, LONGEST_REQUEST, MOST_PIECES, type Piece, splitMessage } from './split-message.ts'

interface Hearing {
  readonly dialogue: DialogueContext
  readonly catalog: Catalog
  readonly understand: (text: string, context: DialogueContext, now: Date) => Understanding
  readonly now: Date
}

export interface Heard extends Hearing {
  readonly text: string
  /** What the whole message was understood to ask for. */
  readonly understanding: Understanding
  readonly unsure: boolean
}

/** One of several things that a message asks for: a request, or a question for a fact, as it was said. */
export type Wanted = StructuredRequest | { readonly question: string }

export interface SeveralWanted {
  readonly wanted: readonly Wanted[]
  /** What stands beside them and asks for nothing that is known, as it was typed. */
  readonly unread: readonly string[]
}

const ONE: SeveralWanted = { wanted: [], unread: [] }

/** The requests of a message that asks for several things, in their order. Pure; none where it asks for one. */
export function severalRequests(heard: Heard): SeveralWanted {
  const { text, understanding } = heard
  // A fence holds pasted text.
  if (text.length > LONGEST_REQUEST || text.includes('```') || isOne(text, understanding.intent)) return ONE
  const listed = heard.unsure ? [] : listedRequests(understanding)
  const { wanted, unread } = listed.length > 1 ? { wanted: listed, unread: [] } : requestsOf(heard)
  const kinds = new Set(wanted.map((request) => JSON.stringify(request)))
  return kinds.size > 1 && kinds.size === wanted.length ? { wanted: filledFromLater(wanted), unread } : ONE
}

/** A comparison names two places for one answer, and “production, sorry, staging” means the last. */
function isOne(text: string, intent: string): boolean {
  return TALK.test(intent) || intent === 'deploy.diff' || COMPARES.test(text) || CORRECTS.test(text)
}

const COMPARES = /\b(?:compar\w*|diff\w*|between|versus|vs)\b/i
const CORRECTS = /\b(?:i mean|i meant|sorry|oops|wait|actually|no|not|make that|rather|instead)\b(?! cache)/i
const TALK = /^(?:chat|confirm|help|access)\./

/** A request beside a question for a fact: one answer cannot hold both. Pure. */
export function asksBesides(text: string, hearing: Hearing): boolean {
  const pieces = text.length > LONGEST_REQUEST ? [] : splitMessage(text)
  if (pieces.length < 2 || pieces.length > MOST_PIECES) return false
  const others = pieces.filter((piece) => !asksFact(piece.text, hearing))
  return others.length < pieces.length && others.some((piece) => asksByItself(piece.text, hearing))
}

function asksFact(text: string, { catalog }: Hearing): boolean {
  return askedFact({ text, catalog, turns: [], isPlanOpen: false }) !== undefined
}

/** Each piece that asks for something by itself, or names where the same is wanted too. */
function requestsOf(heard: Heard): SeveralWanted {
  const { catalog } = heard
  const pieces = splitMessage(heard.text)
  if (pieces.length > MOST_PIECES) return ONE
  const found: Wanted[] = []
  const unread: string[] = []
  let current: Piece[] = []
  const last = (): StructuredRequest | undefined => found.flatMap((one) => ('question' in one ? [] : [one])).at(-1)
  const close = (): void => {
    if (current.length === 0) return
    const text = joined(current)
    const request = asksFact(text, heard) ? { question: text.trim() } : alone(text, last(), heard)
    unread.push(...(request ? beside(current, request, last(), heard) : [text.trim()]))
    if (request) found.push(request)
    current = []
  }
  for (const piece of pieces) {
    if (asksByItself(piece.text, heard) || asksFact(piece.text, heard)) {
      close()
      current = [piece]
    } else if (isOnlyNames(piece.text, catalog) && (current.length > 0 || last())) {
      close()
      const same = last()
      const also = same && elliptic(piece.text, same, heard)
      if (also) found.push(also)
      unread.push(...(also ? conditionIn(piece.text) : [piece.text.trim()]))
    } else current = [...current, piece]
  }
  close()
  const asTyped = unread.map((said) => said.replace(/[\s,;]+$/, ''))
  return { wanted: found, unread: asTyped.filter((said) => !isCourtesy(said)) }
}

/** What stands behind a request and adds nothing to it. */
function beside(
  pieces: readonly Piece[],
  request: Wanted,
  before: StructuredRequest | undefined,
  heard: Heard,
): readonly string[] {
  if ('question' in request) return []
  const whole = JSON.stringify(request)
  const addsNothing = (piece: Piece): boolean =>
    JSON.stringify(alone(joined(pieces.filter((one) => one !== piece)), before, heard)) === whole
  return pieces
    .slice(1)
    .filter(addsNothing)
    .map(({ text }) => text.trim())
}

/** “error rate and latency of payments”: what is asked of both is said at the end. A change takes nothing from a later one. */
function filledFromLater(all: readonly Wanted[]): readonly Wanted[] {
  return all.map((wanted, index) => {
    if ('question' in wanted) return wanted
    const { intent, slots } = wanted
    const isSame = (one: Wanted): one is StructuredRequest => !('question' in one) && one.intent === intent
    const later = isRead(intent) ? all.slice(index + 1).find(isSame) : undefined
    return { intent, slots: { ...later?.slots, ...slots } }
  })
}

/** With what was asked for before it as the last turn: “… and deploy it there”. */
function understood(text: string, before: StructuredRequest | undefined, heard: Heard): Understanding {
  const { by, turns } = heard.dialogue
  const turn = before && { by, ...before, at: heard.now.toISOString() }
  return heard.understand(text, { by, turns: turn ? [...turns, turn] : turns }, heard.now)
}

function alone(text: string, before: StructuredRequest | undefined, heard: Heard): StructuredRequest | undefined {
  const read = understood(text, before, heard)
  if (!isRequest(read)) return undefined
  // What the message says further on counts for more than what was said before it.
  const slots = before === undefined && isRead(read.intent) ? withoutCarried(read) : withTyped(read)
  return { intent: read.intent, slots }
}

/** Begins with a word that asks for something, and a rule knows what. */
const ASKS =
  /^(?:(?:please|pls|also|then|now|just|and|first|can you|could you|would you|i want you to|let's|we should)\s+)*(?:(?:re)?deploy|ship|release|push|promote|roll|revert|undo|(?:re)?build|cancel|abort|stop|fix|put|bring|check|show|list|what|which|how|is|are|tell|give|status|health|error|latency|who|see|look|get|verify|make sure)\b/i

function asksByItself(text: string, heard: Hearing): boolean {
  if (!ASKS.test(text.trim().replace(/^(?:<@[^>]*>|@shipmate\b:?)\s*/i, ''))) return false
  return isRequest(heard.understand(text, { by: heard.dialogue.by, turns: [] }, heard.now))
}

function isRequest({ intent, via, confidence }: Understanding): boolean {
  return via === 'rules' && confidence >= SURE && !TALK.test(intent) && capabilityOf(intent) !== undefined
}

/** “then to prod”: the same again with the names that are said. Another service does not get the version of this one. */
function elliptic(text: string, same: StructuredRequest, heard: Heard): StructuredRequest | undefined {
  const asked = capabilityOf(same.intent)
  if (!asked) return undefined
  // The words around the names are English: no others are divided into pieces yet.
  const [verb] = textsIn(undefined).requests[asked.intent].phrase
  const read = heard.understand(`${verb} ${withoutCondition(text)}`, { by: heard.dialogue.by, turns: [] }, heard.now)
  if (read.intent !== same.intent) return undefined
  const said = withTyped(read)
  const { ref, ...kept } = same.slots
  const isOther = said.service !== undefined && said.service !== same.slots.service
  return { intent: same.intent, slots: { ...kept, ...(!isOther && ref !== undefined && { ref }), ...said } }
}

function withoutCarried(read: Understanding): Slots {
  return Object.fromEntries(Object.entries(withTyped(read)).filter(([slot]) => !read.carriedOver.includes(slot)))
}

/** A misspelled name stays as it was typed: it is asked about when its request is taken. */
function withTyped({ slots, nearMisses, unknownNames }: Understanding): Slots {
  const typed = [...nearMisses.filter(({ named }) => !named), ...unknownNames].map(({ slot, typed: as }) => [slot, as])
  return { ...Object.fromEntries(typed), ...slots }
}

/** “when it is healthy”: the person sees when it is, and presses then. */
const CONDITION = /\s*\b(?:when|once|if|as soon as|after)\b.*$/i
const withoutCondition = (text: string): string => text.replace(CONDITION, '')
const conditionIn = (text: string): readonly string[] => (CONDITION.exec(text) ?? []).map((words) => words.trim())

const BETWEEN =
  /\b(?:to|on|in|into|onto|for|of|the|our|too|as well|also|please|pls|environment|env|service|it|there)\b/g
const VERSIONS = /\bv?\d+(?:\.[\w-]+){1,3}\b|\b(?:latest|previous|main|master)\b|\b[0-9a-f]{7,40}\b/g

/** Names of the catalog and versions, with the small words around them, and nothing else. */
function isOnlyNames(text: string, { services, environments }: Catalog): boolean {
  const names = [...services, ...environments].flatMap(({ id, aliases }) => [id, ...aliases]).map(plainWords)
  const said = withoutCondition(text).toLowerCase().replace(VERSIONS, ' ')
  const words = ` ${plainWords(said.replace(BETWEEN, ' '))} `
  let rest = words
  for (const name of names.toSorted((a, b) => b.length - a.length)) rest = rest.replaceAll(` ${name} `, '  ')
  return rest.trim() === '' && withoutCondition(text).trim() !== '' && /[a-z]/i.test(text) && rest !== words
}
