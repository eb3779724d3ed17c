import { capabilityOf, isRead } from '../../capabilities/capabilities.ts'
import type { AskingWords } from '../../domain/asking-words.ts'
import type { Catalog } from '../../domain/catalog.ts'
import type { Language } from '../../domain/language.ts'
import type { StructuredRequest } from '../../domain/structured-request.ts'
import type { DialogueContext, Slots, Understanding } from '../../domain/understanding.ts'
import { textsIn } from '../../texts/texts-in.ts'
import { askedFact } from '../facts/asked-fact.ts'
import { mentions, plainWords } from '../mentions.ts'
import { isCourtesy } from './courtesy.ts'
import { isRequest, isTalk } from './is-request.ts'
import { listedRequests } from './listed-requests.ts'
import { isCondition, patternsFrom, type SeveralPatterns } from './patterns.ts'
import { joined, LONGEST_REQUEST, MOST_PIECES, type Piece, splitMessage } from './split-message.ts'
import { withNames } from './with-names.ts'

interface Hearing {
  readonly dialogue: DialogueContext
  readonly catalog: Catalog
  readonly understand: (text: string, context: DialogueContext, now: Date) => Understanding
  readonly now: Date
  readonly words: AskingWords
  /** What its person writes, if that is known. */
  readonly language?: Language | undefined
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
  /** One of them only resembles the examples. */
  readonly isLikened: boolean
}

const ONE: SeveralWanted = { wanted: [], unread: [], isLikened: false }

/** The requests of a message that asks for several things, in their order. Pure; none where it asks for one. */
export function severalRequests(heard: Heard): SeveralWanted {
  const { text, understanding } = heard
  const patterns = patternsFrom(heard.words)
  // A fence holds pasted text.
  if (text.length > LONGEST_REQUEST || text.includes('```') || isOne(heard, patterns)) return ONE
  const listed = heard.unsure ? [] : listedRequests(understanding, patterns)
  const { wanted, unread, isLikened } =
    listed.length > 1
      ? { wanted: listed, unread: conditionIn(text, patterns), isLikened: understanding.via === 'model' }
      : requestsOf(heard)
  const kinds = new Set(wanted.map((request) => JSON.stringify(request)))
  return kinds.size > 1 && kinds.size === wanted.length ? { wanted: filledFromLater(wanted), unread, isLikened } : ONE
}

/** A comparison names two places for one answer, and “production, sorry, staging” means the last. */
function isOne({ text, understanding, unsure }: Heard, { compares, corrects }: SeveralPatterns): boolean {
  const isComparison = understanding.intent === 'deploy.diff' && !unsure
  return isTalk(understanding.intent) || isComparison || compares.test(text) || corrects.test(text)
}

/** A request beside a question for a fact: one answer cannot hold both. Pure. */
export function asksBesides(text: string, hearing: Hearing): boolean {
  const pieces = text.length > LONGEST_REQUEST ? [] : splitMessage(text, patternsFrom(hearing.words))
  if (pieces.length < 2 || pieces.length > MOST_PIECES) return false
  const others = pieces.filter((piece) => !asksFact(piece.text, hearing))
  return others.length < pieces.length && others.some((piece) => asksByItself(piece.text, hearing))
}

function asksFact(text: string, { catalog }: Hearing): boolean {
  return askedFact({ text, catalog, turns: [], isPlanOpen: false }) !== undefined
}

/** Each piece that asks for something by itself, or names where the same is wanted too. */
function requestsOf(heard: Heard): SeveralWanted {
  const patterns = patternsFrom(heard.words)
  const split = splitMessage(heard.text, patterns)
  if (split.length > MOST_PIECES) return ONE
  const pieces = withNames(split, heard.catalog, heard.words, patterns).map((piece, index, all) =>
    withVerb(piece, all.slice(index + 1), heard, patterns),
  )
  const found: Wanted[] = []
  const unread: string[] = []
  let current: Piece[] = []
  let asks = false
  let isLikened = false
  const last = (): StructuredRequest | undefined => found.flatMap((one) => ('question' in one ? [] : [one])).at(-1)
  const close = (): void => {
    if (current.length === 0) return
    const text = joined(current)
    const isFact = asksFact(text, heard)
    const request = isFact ? undefined : alone(text, last(), heard, asks)
    if (isFact) found.push({ question: text.trim() })
    else if (request) {
      unread.push(...beside(current, request, heard, { before: last(), asks }))
      found.push({ intent: request.intent, slots: request.slots })
    } else unread.push(text.trim())
    isLikened ||= request?.via === 'model'
    current = []
    asks = false
  }
  for (const piece of pieces) {
    const isFact = asksFact(piece.text, heard)
    if (isFact || asksByItself(piece.text, heard)) {
      const isOpening = !asks && found.length === 0 && current.length > 0
      if (isOpening && !isFact && !isAskedAfter(current, piece, heard)) return ONE
      close()
      current = [piece]
      asks = true
    } else if (isOnlyNames(piece.text, heard, patterns) && (current.length > 0 || last())) {
      close()
      const same = last()
      const also = same && elliptic(piece.text, same, heard)
      if (also) found.push(also)
      unread.push(...(also ? conditionIn(piece.text, patterns) : [piece.text.trim()]))
    } else if ((asks || last()) && isCondition(piece.text, patterns)) unread.push(...conditionIn(piece.text, patterns))
    else {
      current = [...current, piece]
      // "prüf, ob staging gesund ist": a comma within it.
      asks ||= asksByItself(joined(current), heard)
    }
  }
  close()
  const asTyped = unread.map((said) => said.replace(/[\s,;]+$/, ''))
  return { wanted: found, unread: asTyped.filter((said) => !isCourtesy(said)), isLikened }
}

/** What stands behind a request and adds nothing to it. */
function beside(
  pieces: readonly Piece[],
  { intent, slots }: StructuredRequest,
  heard: Heard,
  { before, asks }: { readonly before: StructuredRequest | undefined; readonly asks: boolean },
): readonly string[] {
  const addsNothing = (piece: Piece): boolean => {
    const without = alone(joined(pieces.filter((one) => one !== piece)), before, heard, asks)
    return JSON.stringify([without?.intent, without?.slots]) === JSON.stringify([intent, slots])
  }
  return pieces
    .slice(1)
    .filter(addsNothing)
    .map(({ text }) => text.trim())
}

/** A condition or a report at the front takes back what follows it. */
function isAskedAfter(before: readonly Piece[], piece: Piece, heard: Heard): boolean {
  const { by, turns } = heard.dialogue
  const read = (text: string): string => heard.understand(text, { by, turns }, heard.now).intent
  return read(joined([...before, piece])) === read(piece.text)
}

/** “kannst du web auf staging und orders auf prod deployen?”: the verb of both stands behind the last, and both are orders. */
function withVerb(piece: Piece, later: readonly Piece[], heard: Heard, patterns: SeveralPatterns): Piece {
  const isPolite = patterns.polite.exec(heard.text)?.[0] !== ''
  if (isPolite && patterns.lastVerb.test(piece.text)) return { ...piece, text: piece.text.replace(/\?\s*$/, '') }
  const names = piece.text.replace(patterns.polite, '')
  if (later.length === 0 || patterns.asks.test(piece.text) || !isOnlyNames(names, heard, patterns)) return piece
  const [verb] = later.flatMap(({ text }) => patterns.lastVerb.exec(text)?.[0] ?? [])
  return verb === undefined ? piece : { ...piece, text: `${piece.text} ${verb}` }
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

function alone(
  text: string,
  before: StructuredRequest | undefined,
  heard: Heard,
  asks: boolean,
): Pick<Understanding, 'intent' | 'slots' | 'via'> | undefined {
  const read = understood(text, before, heard)
  if (!isRequest(read, heard.language, asks)) return undefined
  // What the message says further on counts for more than what was said before it.
  const slots = before === undefined && isRead(read.intent) ? withoutCarried(read) : withTyped(read)
  return { intent: read.intent, slots, via: read.via }
}

/** Has the words of an order or a question, and is known as one. */
function asksByItself(text: string, heard: Hearing): boolean {
  const said = text.trim().replace(/^(?:<@[^>]*>|@shipmate\b:?)\s*/i, '')
  const { asks, orders } = patternsFrom(heard.words)
  if (!asks.test(said) && !orders.test(said)) return false
  return isRequest(heard.understand(text, { by: heard.dialogue.by, turns: [] }, heard.now), heard.language, true)
}

/** “then to prod”: the same again with the names that are said. Another service does not get the version of this one. */
function elliptic(text: string, same: StructuredRequest, heard: Heard): StructuredRequest | undefined {
  const read = heard.understand(inFull(text, same, heard), { by: heard.dialogue.by, turns: [] }, heard.now)
  const said = read.intent === same.intent ? withTyped(read) : slotsAs(same.intent, read)
  if (!said) return undefined
  const { ref, ...kept } = same.slots
  const isOther = said.service !== undefined && said.service !== same.slots.service
  return { intent: same.intent, slots: { ...kept, ...(!isOther && ref !== undefined && { ref }), ...said } }
}

function slotsAs(intent: string, { alternatives }: Understanding): Slots | undefined {
  return alternatives.find((other) => other.intent === intent)?.slots
}

/** What is left out, in the place where the language has it: “rolle orders auf prod zurück”. */
function inFull(text: string, { intent, slots }: StructuredRequest, { catalog, language, words }: Heard): string {
  const said = withoutCondition(text, patternsFrom(words))
  const asked = capabilityOf(intent)
  if (!asked) return said
  const isNamed = catalog.services.some(({ id, aliases }) => [id, ...aliases].some((name) => mentions(said, name)))
  const names = isNamed || slots.service === undefined ? said : `${slots.service} ${said}`
  const { phrase } = textsIn(language).requests[asked.intent]
  const place = phrase.findIndex((piece) => piece.includes('{service}'))
  const around = phrase.map((piece, index) => (index === place ? names : piece.includes('{') ? '' : piece))
  return [...around, place < 0 ? names : ''].filter((piece) => piece !== '').join(' ')
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
function withoutCondition(text: string, { condition }: SeveralPatterns): string {
  return text.replace(condition, '')
}

/** Up to where something else is said. */
function conditionIn(text: string, { condition, courtesy }: SeveralPatterns): readonly string[] {
  const [said] = condition.exec(text)?.[0].split(/[,;]/) ?? []
  return said === undefined || courtesy.test(said) ? [] : [said.trim()]
}

/** Names of the catalog and versions, with the small words around them, and nothing else. */
function isOnlyNames(text: string, { catalog, words }: Hearing, patterns: SeveralPatterns): boolean {
  const said = ` ${plainWords(withoutCondition(text, patterns).replace(patterns.versions, ' '))} `
  let rest = said
  for (const name of namesIn(catalog, words)) rest = rest.replaceAll(` ${name} `, '  ')
  return rest !== said && rest.replace(patterns.around, ' ').trim() === ''
}

/** In plain words, the longest first. */
function namesIn({ services, environments }: Catalog, { names }: AskingWords): readonly string[] {
  const own = [...services, ...environments].flatMap(({ id, aliases }) => [id, ...aliases])
  const translated = environments.flatMap(({ id, aliases }) => [id, ...aliases].flatMap((name) => names[name] ?? []))
  return [...own, ...translated].map(plainWords).toSorted((a, b) => b.length - a.length)
}
