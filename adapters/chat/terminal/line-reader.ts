import { type AsyncCompleter, createInterface, type Interface, type Key } from 'node:readline'
import type { ScreenOutput } from './screen.ts'

export interface KeyboardInput extends NodeJS.ReadableStream {
  readonly isTTY?: boolean
}

export interface LineCompletion {
  /** The end of the line that is replaced. */
  readonly typed: string
  readonly word: string
}

export interface LineReaderOptions {
  readonly input: KeyboardInput
  readonly output: ScreenOutput
  /** True when a person edits the line, false for lines from a pipe. */
  readonly live: boolean
  readonly prompt: string
  /** What Tab makes of the line up to the cursor: undefined leaves it as it is. */
  complete(line: string): Promise<LineCompletion | undefined>
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
  const readline: Interface = createInterface({
    input,
    ...(live ? { output } : {}),
    terminal: live,
    prompt: options.prompt,
    historySize: HISTORY_LINES,
    crlfDelay: Number.POSITIVE_INFINITY,
    ...(live && { completer: completerFrom(options, () => readline) }),
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

/** Readline would itself list what it finds, over what stands on the screen: it is given one word or none. */
function completerFrom({ complete }: LineReaderOptions, reader: () => Interface): AsyncCompleter {
  return (line, done) => {
    complete(line).then(
      // What was typed meanwhile is not to be completed by what stood there before.
      (found) => done(null, found && reader().line === line ? [[found.word], found.typed] : [[], line]),
      // Completion is a convenience: without it the person types on.
      () => done(null, [[], line]),
    )
  }
}
