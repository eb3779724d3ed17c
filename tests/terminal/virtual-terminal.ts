import { PassThrough } from 'node:stream'
import stringWidth from 'string-width'

export interface Size {
  readonly columns: number
  readonly rows: number
}

export interface VirtualTerminalOptions extends Size {
  /** As terminals set up for East Asian languages do: `→` and the like take two columns. */
  readonly drawsAmbiguousWide?: boolean
}

/**
 * A terminal as far as the chat needs one: it interprets what is written and shows what a person would see. Escape
 * sequences that it does not know are an error, so that nothing is used that was not thought of.
 */
export class VirtualTerminal extends PassThrough {
  readonly isTTY = true
  columns: number
  rows: number
  private cells: string[][] = [[]]
  private top = 0
  private row = 0
  private column = 0
  private wrapping = true
  private readonly ambiguousIsNarrow: boolean

  constructor(options: VirtualTerminalOptions) {
    super()
    this.columns = options.columns
    this.rows = options.rows
    this.ambiguousIsNarrow = options.drawsAmbiguousWide !== true
    this.on('data', (chunk: Buffer) => this.interpret(chunk.toString()))
  }

  /** What stands on the screen, without spaces at the ends of lines and empty lines at the end. */
  screen(): string {
    return linesOf(this.cells.slice(this.top))
  }

  /** What a person sees who scrolls up. */
  everything(): string {
    return linesOf(this.cells)
  }

  cursor(): { readonly row: number; readonly column: number } {
    return { row: this.row - this.top, column: this.column }
  }

  resize(size: Size): void {
    Object.assign(this, size)
    this.emit('resize')
  }

  private interpret(text: string): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what this reads
    for (const [token] of text.matchAll(/\u001b\[[?\d;]*[A-Za-z]|\u001b[^[]|[\u0000-\u001f]|[^\u0000-\u001f]/gu)) {
      if (token.startsWith('\u001b')) this.obey(token.slice(1))
      else if (token === '\r') this.column = 0
      else if (token === '\n') this.lineFeed()
      else if (token < ' ') throw new Error(`a control character reached the terminal: ${JSON.stringify(token)}`)
      else this.put(token)
    }
  }

  private obey(sequence: string): void {
    const [, parameter = '', command] = /^\[([?\d;]*)([A-Za-z])$/.exec(sequence) ?? []
    const count = Number(parameter || 1)
    if (command === 'A') this.row = Math.max(this.top, this.row - count)
    else if (command === 'B') this.row = Math.min(this.top + this.rows - 1, this.row + count)
    else if (command === 'C') this.column = Math.min(this.columns - 1, this.column + count)
    else if (command === 'D') this.column = Math.max(0, Math.min(this.column, this.columns - 1) - count)
    else if (command === 'G') this.column = count - 1
    else if (command === 'H') this.home()
    else if (command === 'J') this.clearBelow()
    else if (sequence === '[K' || sequence === '[0K') this.line().splice(this.column)
    else if (sequence === '[?7l' || sequence === '[?7h') this.wrapping = command === 'h'
    else if (command !== 'm' && parameter !== '?2004') throw new Error(`unknown sequence ${JSON.stringify(sequence)}`)
  }

  private put(character: string): void {
    const width = stringWidth(character, { ambiguousIsNarrow: this.ambiguousIsNarrow })
    if (this.column + width > this.columns) {
      if (!this.wrapping) return
      this.lineFeed()
    }
    const line = this.line()
    while (line.length < this.column) line.push(' ')
    line.splice(this.column, width, character, ...Array<string>(Math.max(0, width - 1)).fill(''))
    this.column += width
  }

  /** The driver of a terminal in raw mode still turns a line feed into carriage return and line feed. */
  private lineFeed(): void {
    this.column = 0
    this.row += 1
    this.line()
    this.top = Math.max(this.top, this.row - this.rows + 1)
  }

  private home(): void {
    this.row = this.top
    this.column = 0
  }

  private clearBelow(): void {
    this.line().splice(this.column)
    this.cells.splice(this.row + 1)
  }

  private line(): string[] {
    while (this.cells.length <= this.row) this.cells.push([])
    return this.cells[this.row] ?? []
  }
}

function linesOf(cells: readonly (readonly string[])[]): string {
  return cells
    .map((line) => line.join('').trimEnd())
    .join('\n')
    .trimEnd()
}
