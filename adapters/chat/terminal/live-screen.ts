import type { Interface } from 'node:readline'
import stringWidth from 'string-width'
import type { MessageRef } from '../../../src/domain/ids.ts'
import { plainText } from './plain-text.ts'
import { createPlainScreen, type Screen, type ScreenOutput, sizeOf } from './screen.ts'

/** Lines that stand on the screen, one row each. */
interface Paragraph {
  readonly message?: MessageRef
  readonly lines: readonly string[]
}

const CLEAR_BELOW = '\u001b[J'
/** Without wrapping, a line is one row even where the terminal takes a character for wider than we do. */
const WRAPPING_OFF = '\u001b[?7l'
const WRAPPING_ON = '\u001b[?7h'

const WIDEST_CHARACTER = 2

const up = (rows: number): string => (rows > 0 ? `\u001b[${rows}A` : '')

/**
 * For a terminal: prints above the line that is being typed, and redraws messages where they stand. It remembers the
 * paragraphs above the prompt as far as the screen reaches, since what stands below a changed message is drawn again.
 * Once the person has left there is no prompt, and what still comes is only added.
 */
export function createLiveScreen(output: ScreenOutput, readline: Interface): Screen {
  let above: readonly Paragraph[] = []
  let afterwards: Screen | undefined
  readline.once('close', () => {
    afterwards = createPlainScreen(output, readline.getPrompt())
  })

  /** What has left the screen once is never reached again, even when the rest becomes shorter later. */
  const keep = (paragraphs: readonly Paragraph[]): void => {
    const { columns, rows } = sizeOf(output)
    above = lastRows(paragraphs, rows - mostRows(readline, columns))
  }
  /** Clears the last `rows` rows above the prompt, draws there, and the prompt again below. */
  const redraw = (rows: number, paragraphs: readonly Paragraph[]): void => {
    const text = paragraphs.flatMap(({ lines }) => lines.map((line) => `${line}\n`)).join('')
    output.write(toPromptStart(readline) + up(rows) + CLEAR_BELOW + WRAPPING_OFF + text + WRAPPING_ON)
    promptHere(readline)
  }

  return {
    isRecord: false,
    print(lines, message) {
      if (afterwards !== undefined) return afterwards.print(lines)
      const paragraph = { ...(message === undefined ? {} : { message }), lines: [...lines, ''] }
      redraw(0, [paragraph])
      keep([...above, paragraph])
    },
    replace(message, lines) {
      if (afterwards !== undefined) return false
      const at = above.findLastIndex((paragraph) => paragraph.message === message)
      if (at === -1) return false
      const rows = heightOf(above.slice(at))
      const changed = above.with(at, { message, lines: [...lines, ''] })
      redraw(rows, changed.slice(at))
      keep(changed)
      return true
    },
    typed(line, more) {
      const echo = plainText(readline.getPrompt() + line)
      const blank = more ? [] : ['']
      const oneRow = stringWidth(echo) < sizeOf(output).columns
      keep(oneRow ? [...above, { lines: [echo, ...blank] }] : [{ lines: blank }])
      output.write('\n'.repeat(blank.length))
      promptHere(readline)
    },
    typing() {
      keep(above)
    },
    pasted() {
      redraw(0, [])
    },
    forget() {
      above = []
    },
  }
}

function heightOf(paragraphs: readonly Paragraph[]): number {
  return paragraphs.reduce((sum, { lines }) => sum + lines.length, 0)
}

function lastRows(paragraphs: readonly Paragraph[], rows: number): readonly Paragraph[] {
  const first = paragraphs.findIndex((_, at) => heightOf(paragraphs.slice(at)) <= rows)
  return first === -1 ? [] : paragraphs.slice(first)
}

/** Rows that the prompt and what is typed can take at most. Reckoned on every key, so without measuring characters. */
function mostRows(readline: Interface, columns: number): number {
  return 1 + Math.floor((WIDEST_CHARACTER * (readline.getPrompt() + readline.line).length) / columns)
}

/** From where the cursor is. At column 0 the terminal may not have moved to the next row yet; a space makes it. */
function toPromptStart(readline: Interface): string {
  const { rows, cols } = readline.getCursorPos()
  return `${cols === 0 ? ' ' : ''}\r${up(rows)}`
}

/** Draws the prompt with what is typed from this row on; readline would else go up to where it drew it last. */
function promptHere(readline: Interface): void {
  Object.assign(readline, { prevRows: 0 })
  readline.prompt(true)
}
