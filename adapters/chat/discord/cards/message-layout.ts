import { type APIComponentInContainer, ComponentType } from 'discord.js'

/** A part of a card: text that writes itself into as much room as it is given, or a component that stands by itself. */
export type Piece = Lines | ComponentPiece

interface Lines {
  readonly kind: 'lines'
  readonly write: (max: number) => string
  /** It has its room before the others: what a card is about, and how far that is. */
  readonly isFirst?: true
}

interface ComponentPiece {
  readonly kind: 'component'
  readonly component: APIComponentInContainer
}

export interface Room {
  /** Units of text. */
  readonly text: number
  /** Components of any kind, those within others included. */
  readonly components: number
}

/** Less than this is not worth a line: a cut text would be little more than its ellipsis. */
const LEAST_TEXT = 16

/**
 * Lays pieces out in order; texts that follow each other share one component. Components that stand by themselves have their
 * place first: what people can press or look at is never lost to text. Where not all text fits, the longest is cut, so that
 * none of what follows it is lost.
 */
export function layOut(pieces: readonly Piece[], room: Room): APIComponentInContainer[] {
  const laid: APIComponentInContainer[] = []
  const most = mostForEach(pieces, room.text)
  let text = room.text
  let spare = room.components - pieces.reduce((sum, piece) => sum + (piece.kind === 'lines' ? 0 : sizeOf(piece)), 0)
  for (const piece of pieces) {
    if (piece.kind === 'component') {
      if (spare > 0 && opensChoices(piece, laid)) {
        laid.push(LINE)
        spare -= 1
      }
      laid.push(piece.component)
    } else if (text >= LEAST_TEXT) {
      const { used, added } = addLines(laid, piece.write, piece.isFirst ? text : Math.min(text, most), spare)
      text -= used
      spare -= added
    }
  }
  return laid
}

/** What each text may have that is not first, its line break left out. */
function mostForEach(pieces: readonly Piece[], room: number): number {
  const needs = (isFirst: boolean): readonly number[] =>
    pieces.flatMap((piece) =>
      piece.kind === 'lines' && (piece.isFirst ?? false) === isFirst ? [needOf(piece, room)] : [],
    )
  const others = needs(true).reduce((sum, need) => sum + need, 0)
  return Math.max(LEAST_TEXT, levelOf(needs(false), Math.max(0, room - others)))
}

/** With the line break that goes with it. */
export const needOf = (piece: Piece, room: number): number =>
  piece.kind === 'lines' ? piece.write(room).length + 1 : 0

/** What each may have, so that one that needs less leaves the rest to the others. */
export function levelOf(needs: readonly number[], room: number): number {
  let left = room
  for (const [index, need] of needs.toSorted((one, other) => one - other).entries()) {
    const share = Math.floor(left / (needs.length - index))
    if (need > share) return share - 1
    left -= need
  }
  return room
}

/** A line between what is said and what can be done about it. */
const LINE: APIComponentInContainer = { type: ComponentType.Separator }

function opensChoices({ component }: ComponentPiece, laid: readonly APIComponentInContainer[]): boolean {
  return component.type === ComponentType.ActionRow && laid.at(-1)?.type === ComponentType.TextDisplay
}

function sizeOf({ component }: ComponentPiece): number {
  return 1 + (component.type === ComponentType.ActionRow ? component.components.length : 0)
}

function addLines(
  laid: APIComponentInContainer[],
  write: (max: number) => string,
  max: number,
  spare: number,
): { readonly used: number; readonly added: number } {
  const last = laid.at(-1)
  if (last?.type === ComponentType.TextDisplay) {
    const text = write(max - 1)
    if (text.trim() === '') return { used: 0, added: 0 }
    last.content += `\n${text}`
    return { used: text.length + 1, added: 0 }
  }
  const text = spare < 1 ? '' : write(max)
  if (text.trim() === '') return { used: 0, added: 0 }
  laid.push({ type: ComponentType.TextDisplay, content: text })
  return { used: text.length, added: 1 }
}
