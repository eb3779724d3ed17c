import type { en } from './en/texts.ts'

/** Everything that people read, in one language. English says what there is; the compiler holds the others to it. */
export type Texts = typeof en
