import type { Scalar } from './json.ts'

/** One column of a table. Its path is where its cells go in the object of a row; the path of whole items is empty. */
export interface Column {
  readonly path: readonly string[]
  /** Rows may lack it. */
  readonly optional: boolean
  /** What rows that lack an optional column have all the same. */
  readonly otherwise?: Scalar
  readonly form: ColumnForm
}

export type ColumnForm =
  /** Each cell is one word, a quoted text or something in brackets. */
  | { readonly kind: 'word' }
  /** Bare text in it has exactly this many words. */
  | { readonly kind: 'words'; readonly count: number }
  /** Bare text in it has as many words as the other columns leave. */
  | { readonly kind: 'rest' }
  /** Bare text in it has underscores for its spaces. */
  | { readonly kind: 'joined' }
  /** Offsets from the base time, without their sign. */
  | { readonly kind: 'offset' }
  /** Lists, their items separated by commas. */
  | { readonly kind: 'list' }
  /** Lists of rows: the cell counts them, and they follow their parent, one space further in. */
  | { readonly kind: 'rows'; readonly columns: readonly Column[] }
  /** All rows have the same value, so it has no cells. */
  | { readonly kind: 'constant'; readonly value: Scalar }
  | WireForm

/** Forms that ask for arithmetic or a look-up: machines only. */
export type WireForm =
  /** Cells are letters that stand for these values. */
  | { readonly kind: 'codes'; readonly values: readonly Scalar[] }
  /** Text and a number that grows by a step: the first says all. */
  | { readonly kind: 'sequence'; readonly first: string | number; readonly step: number }
  /** Numbers or offsets, each less the one of the row before. */
  | { readonly kind: 'difference' }
  /** Offsets, each less the one of a column to the left. */
  | { readonly kind: 'since'; readonly path: readonly string[] }
  /** How long passed between two columns of times, so it has no cells. */
  | {
      readonly kind: 'elapsed'
      readonly from: readonly string[]
      readonly to: readonly string[]
      readonly unit: 'second' | 'millisecond'
    }
  /** A letter names the template, words fill its gaps. */
  | { readonly kind: 'template'; readonly templates: readonly Template[] }

/** Words of a text; a gap is undefined. */
export type Template = readonly (string | undefined)[]

/** What a row that lacks an optional column has in its place. */
export const MISSING = '-'

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** A letter after a space is one token; two letters are not always. */
export const MOST_CODES = LETTERS.length

export function codeOf(index: number): string {
  return LETTERS[index] ?? ''
}

export function indexOfCode(code: string): number {
  return code.length === 1 ? LETTERS.indexOf(code) : -1
}
