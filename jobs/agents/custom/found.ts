import type { Path } from '../../../config/source.ts'

/** Something that is wrong with an agent's file, and where in it. */
export interface Found {
  readonly path: Path
  readonly problem: string
  readonly remedy: string
}
