import { checkBlocks } from './blocks/check-blocks.ts'

/** What the real Slack refuses in `blocks` of a message; its error, if any. Why is in {@link checkBlocks}. */
export function refuseBlocks(blocks: readonly unknown[]): string | undefined {
  return checkBlocks(blocks)?.error
}

export interface Block {
  readonly type: string
  readonly elements?: readonly Element[]
}

interface Element {
  readonly type: string
  readonly text?: unknown
  readonly url?: unknown
  readonly action_id?: string
  readonly elements?: readonly Element[]
}

/** Every text in there that a person would read. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  )
}
