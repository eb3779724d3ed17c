import type { BaseTime } from '../shared/base-time.ts'

/** `prompt` is for language models to read; `wire` goes further and is for machines only. */
export type Profile = 'prompt' | 'wire'

/** What holds for a whole document. */
export interface EncodeContext {
  readonly profile: Profile
  readonly base: BaseTime | undefined
  /** Whether lines are further in than those of the document itself. */
  readonly isNested: boolean
}
