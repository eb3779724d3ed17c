import { isChange } from '../../capabilities/capabilities.ts'
import type { AskingWords } from '../../domain/asking-words.ts'
import type { Language } from '../../domain/language.ts'
import type { StructuredRequest } from '../../domain/structured-request.ts'
import type { Understanding } from '../../domain/understanding.ts'
import { SURE } from '../how-sure.ts'
import { isCourtesy } from './courtesy.ts'
import { type HoldPatterns, holdPatternsFrom } from './hold-patterns.ts'
import { isRequest } from './is-request.ts'
import { patternsFrom, type SeveralPatterns } from './patterns.ts'
import { joined, LONGEST_REQUEST, MOST_PIECES, type Piece, splitMessage } from './split-message.ts'

/** What of an order is not for now, or not meant. */
export type HeldBack =
  /** The whole order is to wait for something, or is denied again. */
  | { readonly kind: 'waits'; readonly request: StructuredRequest }
  /** Left aside, as it was typed; the order is whole without. */
  | { readonly kind: 'beside'; readonly text: string; readonly beyond: readonly string[] }

type Part = 'order' | 'waits' | 'beside' | 'denied' | 'said'

interface Readings {
  /** Understands a text by itself. */
  readonly alone: (text: string) => Understanding
  /** The message asks for several things: only what is to be done on a failure is taken off, and the rest is asked about. */
  readonly isSeveral: boolean
}

/** Finds what holds an order back: a condition, a delay or a denial before or behind it. Pure. */
export function heldBack(
  text: string,
  { alone, isSeveral }: Readings,
  words: AskingWords,
  language: Language | undefined,
): HeldBack | undefined {
  const patterns = patternsFrom(words)
  const holds = holdPatternsFrom(words)
  if (text.length > LONGEST_REQUEST || text.includes('```') || !holds.any.test(text)) return undefined
  const pieces = splitMessage(text, patterns).flatMap((piece) => atBut(piece, holds))
  if (pieces.length > MOST_PIECES) return undefined
  const ordered = (said: string): Understanding | undefined => {
    const read = alone(said)
    const asks = patterns.asks.test(said.trim().replace(MENTION, ''))
    return isChange(read.intent) && isRequest(read, language, asks) ? read : undefined
  }
  const whole = alone(text)
  if (!isSeveral && holds.starts.test(text) && isChange(whole.intent) && whole.confidence >= SURE)
    return { kind: 'waits', request: { intent: whole.intent, slots: whole.slots } }
  const order = pieces.findIndex((piece) => ordered(withoutHold(piece.text, holds)) !== undefined)
  if (order < 0) return undefined
  const first = partsOf(pieces, order, isSeveral, holds, patterns)
  // "payments, deploy it to staging" names what is deployed.
  const isNamed = first[0] === 'beside' && !isSameOrder(whole, alone(joined(pieces.slice(1))))
  // "build web, don't use the cache" says how.
  const isHow = (index: number): boolean =>
    isChange(whole.intent) && !isSameOrder(whole, alone(joined(pieces.filter((_, at) => at !== index))))
  const parts = (isNamed ? first.with(0, 'said') : first).map((part, index) =>
    part === 'denied' ? (isHow(index) ? 'said' : 'beside') : part,
  )
  const isAnother = pieces.some((piece, index) => index > order && parts[index] === 'said' && ordered(piece.text))
  if (isAnother && !isSeveral) return undefined
  const kept = pieces.filter((_, index) => parts[index] === 'order' || parts[index] === 'said')
  const left = isSeveral
    ? kept
    : kept.map((piece) => (piece === pieces[order] ? { ...piece, text: withoutHold(piece.text, holds) } : piece))
  const rest = joined(left)
  const read = ordered(rest)
  const said = pieces[order]?.text ?? ''
  const waits = parts.includes('waits') || (!isSeveral && withoutHold(said, holds) !== said)
  if (waits) return read && { kind: 'waits', request: { intent: read.intent, slots: read.slots } }
  const beyond = quoted(pieces, parts)
  return beyond.length > 0 && (read || isSeveral) ? { kind: 'beside', text: rest, beyond } : undefined
}

const MENTION = /^(?:<@[^>]*>|@[\w-]{1,80}:?)\s*/

/** “if it fails, roll back” is one thing. */
function quoted(pieces: readonly Piece[], parts: readonly Part[]): readonly string[] {
  const groups: Piece[][] = []
  pieces.forEach((piece, index) => {
    if (parts[index] !== 'beside') return
    const goesOn = parts[index - 1] === 'beside' && piece.divider.startsWith(',')
    if (goesOn) groups.at(-1)?.push(piece)
    else groups.push([piece])
  })
  return groups.map((group) => joined(group).trim())
}

function isSameOrder(one: Understanding, other: Understanding): boolean {
  return JSON.stringify([one.intent, one.slots]) === JSON.stringify([other.intent, other.slots])
}

function partsOf(
  pieces: readonly Piece[],
  order: number,
  isSeveral: boolean,
  holds: HoldPatterns,
  patterns: SeveralPatterns,
): readonly Part[] {
  return pieces.map((_, index) => partOf({ pieces, index, order, isSeveral }, holds, patterns))
}

interface Place {
  readonly pieces: readonly Piece[]
  readonly index: number
  /** Where the order is. */
  readonly order: number
  readonly isSeveral: boolean
}

function partOf(place: Place, holds: HoldPatterns, patterns: SeveralPatterns): Part {
  const { pieces, index, order, isSeveral } = place
  if (index === order) return 'order'
  const piece = pieces[index]
  const said = plain(piece?.text ?? '', holds).trim()
  if (said === '' || isCourtesy(said)) return 'said'
  const opens = holds.opens.test(said)
  if (index === 0 && order === 1 && isComma(pieces[1]) && holds.addresses.test(said.replace(MENTION, '')))
    return 'beside'
  if (index < order) return opens && !isSeveral && index === order - 1 && isComma(pieces[order]) ? 'waits' : 'said'
  if (isOnItsOwnCondition(place, holds, patterns)) return 'beside'
  if (isSeveral) return 'said'
  if (opens) return 'waits'
  if (holds.denied.test(said)) return pieces.slice(index + 1).every(({ text }) => isCourtesy(text)) ? 'waits' : 'said'
  if (holds.within.test(said) || holds.or.test(said)) return 'beside'
  return holds.negates.test(said) ? 'denied' : 'said'
}

/** “if it fails roll back”, “if it fails, roll back”: what is to be done then, and what it hangs on. */
function isOnItsOwnCondition(place: Place, holds: HoldPatterns, patterns: SeveralPatterns): boolean {
  const { pieces, index, order, isSeveral } = place
  const acts = ({ text }: Piece): boolean => {
    const said = text.trim()
    return holds.acts.test(said) || (!isSeveral && (patterns.asks.test(said) || patterns.orders.test(said)))
  }
  const [before, piece, next] = [pieces[index - 1], pieces[index], pieces[index + 1]]
  if (!piece) return false
  // "deploy web and restart mail, when it is up": the restart hangs on it.
  const isOfOther = index - 1 > order && before !== undefined && acts(before)
  if (holds.opens.test(piece.text.trim()))
    return isOfOther || holds.actsWithin.test(piece.text) || (next !== undefined && isComma(next) && acts(next))
  const isBehindCondition = index - 1 > order && before !== undefined && holds.opens.test(before.text.trim())
  if (isBehindCondition && isComma(piece) && acts(piece)) return true
  return holds.acts.test(piece.text.trim()) && holds.within.test(piece.text)
}

const isComma = (piece: Piece | undefined): boolean => piece?.divider.startsWith(',') === true

/** Up to what holds it back: “deploy web | when ben agrees”. */
function withoutHold(text: string, holds: HoldPatterns): string {
  const found = holds.tail.exec(plain(text, holds))
  if (!found || holds.reason.test(text.slice(0, found.index))) return text
  return text.slice(0, found.index)
}

/** With politeness blotted out: “when you have time” holds nothing back. */
function plain(text: string, { courtesy }: HoldPatterns): string {
  return text.replace(courtesy, (said) => '_'.repeat(said.length))
}

function atBut({ divider, text }: Piece, { but }: HoldPatterns): readonly Piece[] {
  const found = but.exec(text)
  if (!found || found.index === 0) return [{ divider, text }]
  return [
    { divider, text: text.slice(0, found.index) },
    { divider: found[0], text: text.slice(found.index + found[0].length) },
  ]
}
