import type { ThreadId, UserId } from './ids.ts'

/** A model wanted to look up, for a person, what that person may not see. Stream `tool-refusal-<id>`. */
export interface ToolRefused {
  readonly type: 'tool.refused'
  readonly tool: string
  /** For whom the model asked. */
  readonly by: UserId
  readonly thread: ThreadId
  /** What it asked about, as the model named it. */
  readonly service?: string
  readonly environment?: string
  /** As the model was told it. */
  readonly reason: string
}

export const toolRefusalStream = (id: string): string => `tool-refusal-${id}`
