import type { Path } from '../source.ts'

/** Something wrong at a place of a workflow's file. */
export interface Found {
  readonly path: Path
  readonly problem: string
  readonly remedy: string
}
