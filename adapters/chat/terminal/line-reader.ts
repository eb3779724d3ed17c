import { createInterface, type Interface, type Key } from 'node:readline'
import type { ScreenOutput } from './screen.ts'

export interface KeyboardInput extends NodeJS.ReadableStream {
  readonly isTTY?: boolean
}

export interface LineReaderOptions {
  readonly input: KeyboardInput
  readonly output: ScreenOutput
  /** True when a person edits the line, false for lines from a pipe. */
  readonly live: boolean
  readonly prompt: string
  /** One ended line; `more` when it was pasted together with others, which all make one message. */
  onLine(line: string, more: boolean): void
  /** The line being typed has changed. */
  onTyping(): void
  /** Something pasted has arrived; readline has not drawn all of it where it belongs. */
  onPasted(): void
  /** The screen was cleared, or was somebody else's meanwhile. */
  onScreenLost(): void
  /** Ctrl-C, Ctrl-D, or no more input; once. */
  onEnd(): void
}

/** Asks the terminal to mark what is pasted, so that pasted lines are not sent one by one. */
const MARK_PASTES = '\u001b[?2004h'
const MARK_PASTES_NO_MORE = '\u001b[?2004l'
const HISTORY_LINES = 500

/** Reads what a person types, with line editing and history, or lines from a pipe. */
export function createLineReader(options: LineReaderOptions): Interface {
  const { input, output, live } = options
  const readline = createInterface({
    input,
    ...(live ? { output } : {}),
    terminal: live,
    prompt: options.prompt,
    historySize: HISTORY_LINES,
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  let pasting = false
  const onKey = (_: unknown, key: Key | undefined): void => {
    if (key?.name === 'paste-start') pasting = true
    if (key?.name === 'paste-end') {
      pasting = false
      options.onPasted()
    }
    if (key?.ctrl && key.name === 'l') options.onScreenLost()
    else options.onTyping()
  }
  readline.on('line', (line) => options.onLine(line, pasting))
  readline.on('SIGINT', () => readline.close())
  readline.on('SIGCONT', options.onScreenLost)
  readline.on('error', () => readline.close())
  readline.once('close', () => {
    input.removeListener('keypress', onKey)
    if (live) output.write(`${MARK_PASTES_NO_MORE}\n`)
    options.onEnd()
  })
  if (live) {
    input.on('keypress', onKey)
    output.write(MARK_PASTES)
  }
  return readline
}
