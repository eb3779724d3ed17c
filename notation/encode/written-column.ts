import type { Column } from '../shared/column.ts'

/** A column and its cells, in the order of the rows. */
export interface WrittenColumn {
  readonly column: Column
  /** Nothing when the header says it all. */
  readonly cells?: readonly string[]
  /** The rows each cell counts, as one text for each row of the parent. */
  readonly below?: readonly string[]
}
