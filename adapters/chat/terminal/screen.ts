import type { MessageRef } from '../../../src/domain/ids.ts'

/** Where the conversation is shown. */
export interface Screen {
  /** What is printed stays to be read later, step by step, as in a file. */
  readonly isRecord: boolean
  /** Adds lines under what is there; under a name if they may change later. */
  print(lines: readonly string[], message?: MessageRef): void
  /** Shows a message's new lines, where it stands if that can be; false when the person would not see them. */
  replace(message: MessageRef, lines: readonly string[]): boolean
  /** Shows, or takes note of, a line that the person has ended; `more` when others follow in the same message. */
  typed(line: string, more: boolean): void
  /** What is being typed has changed, and may have pushed something off the screen. */
  typing(): void
  /** What is being typed is to be drawn again. */
  pasted(): void
  /** What stands where is no longer known: after a resize, or when somebody cleared the screen. */
  forget(): void
}

export interface ScreenOutput extends NodeJS.WritableStream {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly rows?: number
}

/** What a terminal that does not tell its size is taken for. */
const USUAL_COLUMNS = 80
const USUAL_ROWS = 24

export function sizeOf(output: ScreenOutput): { readonly columns: number; readonly rows: number } {
  return { columns: output.columns || USUAL_COLUMNS, rows: output.rows || USUAL_ROWS }
}

/** For a pipe or a file: everything one below the other, in the order it happens. */
export function createPlainScreen(output: ScreenOutput, prompt: string): Screen {
  const print = (lines: readonly string[]): void => void output.write(`${lines.join('\n')}\n\n`)
  return {
    isRecord: true,
    print,
    replace: () => false,
    typed: (line, more) => void output.write(`${prompt}${line}\n${more ? '' : '\n'}`),
    typing: () => undefined,
    pasted: () => undefined,
    forget: () => undefined,
  }
}
