import { type APIComponentInContainer, ComponentType } from 'discord.js'

/** A part of a card: text that writes itself into as much room as it is given, or a component that stands by itself. */
export type Piece = { readonly kind: 'lines'; readonly write: (max: number) => string } | ComponentPiece

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
 * place first: what people can press or look at is never lost to text. Text that does not fit is left out.
 */
export function layOut(pieces: readonly Piece[], room: Room): APIComponentInContainer[] {
  const laid: APIComponentInContainer[] = []
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
      const { used, added } = addLines(laid, piece.write, text, spare)
      text -= used
      spare -= added
    }
  }
  return laid
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
