import stringWidth from 'string-width'
import { plainText } from './plain-text.ts'

/** Breaks at spaces, within words only where one is too long; what is indented stays so. */
export function wrap(text: string, width: number): string[] {
  return plainText(text)
    .split('\n')
    .flatMap((line) => {
      const indent = ' '.repeat(Math.min(line.search(/[^ ]|$/), Math.floor(width / 2)))
      return breakAtSpaces(line.trim(), width - indent.length).map((row) => (indent + row).trimEnd())
    })
}

/** Breaks exactly at the edge and keeps every space, as for code. */
export function wrapExactly(text: string, width: number): string[] {
  return plainText(text)
    .split('\n')
    .flatMap((line) => cut(line, width))
}

function breakAtSpaces(line: string, width: number): string[] {
  const rows: string[] = []
  let row = ''
  for (const [word] of line.matchAll(/ +|[^ ]+/g)) {
    if (stringWidth(row) + stringWidth(word) <= width) {
      row += word
    } else {
      const pieces = cut(word.trim(), width)
      rows.push(...[row, ...pieces.slice(0, -1)].filter((piece) => piece !== ''))
      row = pieces.at(-1) ?? ''
    }
  }
  return [...rows, row]
}

const graphemes = new Intl.Segmenter()

/** Pieces of at most `width` columns; no character as people see it is taken apart, unless it alone is wider. */
function cut(text: string, width: number): string[] {
  if (stringWidth(text) <= width) return [text]
  const pieces: string[] = []
  let piece = ''
  let used = 0
  for (const { segment } of graphemes.segment(text)) {
    for (const part of stringWidth(segment) > width ? segment : [segment]) {
      const partWidth = stringWidth(part)
      if (used + partWidth > width) {
        pieces.push(piece)
        piece = ''
        used = 0
      }
      piece += part
      used += partWidth
    }
  }
  return [...pieces, piece]
}
