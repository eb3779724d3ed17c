import { isChange } from '../../capabilities/capabilities.ts'
import { isNotYet } from '../../capabilities/not-yet.ts'
import type { AskingWords } from '../../domain/asking-words.ts'
import type { Catalog } from '../../domain/catalog.ts'
import type { Language } from '../../domain/language.ts'
import type { Understanding } from '../../domain/understanding.ts'
import { SURE } from '../how-sure.ts'
import { mentions } from '../mentions.ts'
import { isCourtesy } from './courtesy.ts'
import { isRequest } from './is-request.ts'
import { isCondition, patternsFrom, type SeveralPatterns } from './patterns.ts'
import { joined, LONGEST_REQUEST, MOST_PIECES, type Piece, splitMessage } from './split-message.ts'
import { withNames } from './with-names.ts'

type UnderstandAlone = (text: string) => Understanding

export interface WithoutOrders {
  /** The message without them. */
  readonly text: string
  /** As they were typed. */
  readonly beyond: readonly string[]
}

interface Readings {
  /** Understands a text by itself. */
  readonly alone: UnderstandAlone
  /** Whether it asks for what is done or told without an intent of its own, such as a canary's promotion. */
  readonly isAnswered?: (text: string) => boolean
  /** What "it" may stand for, where an order that is taken out names it. */
  readonly catalog?: Catalog
}

/**
 * Takes out orders that nothing here carries out, beside a request that is whole without them. Pure.
 */
export function withoutOrdersBeyond(
  text: string,
  { alone, isAnswered = () => false, catalog }: Readings,
  words: AskingWords,
  language: Language | undefined,
): WithoutOrders {
  const patterns = patternsFrom(words)
  const pieces = text.length > LONGEST_REQUEST ? [] : splitMessage(text, patterns)
  if (pieces.length < 2 || pieces.length > MOST_PIECES) return { text, beyond: [] }
  const isAnOrder = ({ text: said }: Piece): boolean => isOrder(said, alone, patterns) && !isAnswered(said.trim())
  // What an order hangs on goes with it. A single word at the front is no order.
  const isBeyond = (piece: Piece, before: Piece | undefined): boolean =>
    before === undefined
      ? piece.text.trim().includes(' ') && isAnOrder(piece)
      : isAnOrder(piece) || (isCondition(piece.text, patterns) && isAnOrder(before))
  const beyond = pieces.filter((piece, index) => isBeyond(piece, pieces[index - 1]))
  if (beyond.length === 0) return { text, beyond: [] }
  const named = catalog ? withNames(pieces, catalog, words, patterns).map(pointedAt(catalog)) : pieces
  const left = (of: readonly Piece[]): string =>
    joined(of.filter((_, index) => !beyond.includes(pieces[index] as Piece)))
  // "restart web, then deploy it": only what lacks its name without the restart takes it from there.
  const bare = left(pieces)
  const rest = alone(bare).missing.length <= alone(text).missing.length ? bare : left(named)
  const read = alone(rest)
  const asks = patterns.asks.test(rest)
  const isWhole = isRequest(read, language, asks) && read.missing.length <= alone(text).missing.length
  return isWhole ? { text: rest, beyond: beyond.map(({ text: said }) => said.trim()) } : { text, beyond: [] }
}

/** “it” stands for the service that was named last before it. */
function pointedAt({ services }: Catalog): (piece: Piece, index: number, all: readonly Piece[]) => Piece {
  const lastIn = (text: string): string | undefined =>
    services.findLast(({ id, aliases }) => [id, ...aliases].some((name) => mentions(text, name)))?.id
  return (piece, index, all) => {
    const name =
      lastIn(piece.text) ??
      all
        .slice(0, index)
        .map(({ text }) => lastIn(text))
        .findLast((one) => one !== undefined)
    return name === undefined || lastIn(piece.text) !== undefined
      ? piece
      : { ...piece, text: piece.text.replace(IT, name) }
  }
}
const IT = /(?<![\p{L}\p{N}])it(?![\p{L}\p{N}'’])/iu

/** What stands before the first change of a message and is neither part of it nor a greeting, as it was typed. Pure. */
export function saidBefore(text: string, alone: UnderstandAlone, words: AskingWords): readonly string[] {
  const pieces = text.length > LONGEST_REQUEST ? [] : splitMessage(text, patternsFrom(words))
  const first = pieces.length > MOST_PIECES ? -1 : pieces.findIndex(({ text: said }) => isChange(alone(said).intent))
  const before = pieces.slice(0, Math.max(first, 0)).map(({ text: said }) => said.trim())
  return before.filter((said) => !isCourtesy(said))
}

/** Has the words of one, or is known as one that cannot be done yet; reasons and politeness have others. */
function isOrder(text: string, alone: UnderstandAlone, { orders }: SeveralPatterns): boolean {
  const { intent, via, confidence } = alone(text)
  if (isChange(intent)) return false
  return orders.test(text) || (via === 'rules' && confidence >= SURE && isNotYet(intent))
}
