import { plainText } from '../../adapters/chat/terminal/plain-text.ts'

/** A part of the picture, drawn from its own upper left corner. Lengths are in pixels. */
export interface Shape {
  readonly svg: string
  readonly height: number
}

/** One below the other. */
export function stack(shapes: readonly Shape[], gap: number): Shape {
  let top = 0
  const placed = shapes.map((shape) => {
    const svg = at(0, top, shape.svg)
    top += shape.height + gap
    return svg
  })
  return { svg: placed.join(''), height: Math.max(0, top - gap) }
}

export function at(x: number, y: number, svg: string): string {
  return x === 0 && y === 0 ? svg : `<g transform="translate(${x} ${y})">${svg}</g>`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Text as XML may hold it: no markup, no control characters. */
export function escaped(text: string): string {
  return plainText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}

/** One line of text, its baseline 15 pixels below the top. */
export function label(text: string, style: string, x = 0): string {
  return `<text class="${style}" x="${x}" y="15" xml:space="preserve">${escaped(text)}</text>`
}

export const LINE_HEIGHT = 22

/** Lines of text, broken where they would become too wide. */
export function paragraph(text: string, style: TextStyle, width: number): Shape {
  const lines = brokenLines(text, style, width)
  return stack(
    lines.map((line) => ({ svg: label(line, style), height: LINE_HEIGHT })),
    0,
  )
}

/** Font size and how wide its letters are on average, in ems: fonts differ, so this errs on the wide side. */
const TEXT_STYLES = {
  text: { size: 15, letter: 0.6 },
  title: { size: 15, letter: 0.61 },
  label: { size: 13, letter: 0.58 },
  small: { size: 12.5, letter: 0.58 },
  code: { size: 12.5, letter: 0.61 },
} as const
export type TextStyle = keyof typeof TEXT_STYLES

const NARROW = /[ijltfrI.,:;'|!()[\] ]/g

export function widthOf(text: string, style: TextStyle): number {
  const { size, letter } = TEXT_STYLES[style]
  const narrow = style === 'code' ? 0 : (text.match(NARROW)?.length ?? 0)
  return (text.length - narrow / 2) * letter * size
}

function brokenLines(text: string, style: TextStyle, width: number): string[] {
  return plainText(text)
    .split('\n')
    .flatMap((line) => {
      const lines: string[] = []
      let current = ''
      for (const word of line.split(' ')) {
        const longer = current === '' ? word : `${current} ${word}`
        if (current === '' || widthOf(longer, style) <= width) current = longer
        else {
          lines.push(current)
          current = word
        }
      }
      return [...lines, current]
    })
}
