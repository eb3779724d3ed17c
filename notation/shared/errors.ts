/** Why a text was refused: for programs. */
export type RefusalCode = 'syntax' | 'count' | 'duplicate_key' | 'not_canonical' | 'limit' | 'checksum'

/** Thrown by decode for text that encode would not have written. Nothing of the text was used. */
export class NotationDecodeError extends Error {
  override readonly name = 'NotationDecodeError'
  readonly code: RefusalCode
  /** Counted from 1. */
  readonly line: number
  /** Counted from 1, in UTF-16 units. */
  readonly column: number

  constructor(code: RefusalCode, problem: string, line: number, column: number) {
    super(`line ${line}, column ${column}: ${problem}`)
    this.code = code
    this.line = line
    this.column = column
  }
}

/** Thrown by encode for what JSON cannot say (a function, NaN, a cycle) or a limit forbids. */
export class NotationEncodeError extends Error {
  override readonly name = 'NotationEncodeError'
  readonly code: 'not_json' | 'limit'

  constructor(code: 'not_json' | 'limit', problem: string) {
    super(problem)
    this.code = code
  }
}
