import type { SeenMessage, SeenModal } from '../../../seen.ts'

/** What both platforms tell of what a person sees. */
export interface Screen {
  /** The ids of the channel that all are in, and of the person's own conversation with the bot. */
  readonly general: string
  readonly direct: string
  readonly messages: readonly SeenMessage[]
  /** The one on top last. */
  readonly modals: readonly SeenModal[]
}

/** A message that others may answer, with its answers. */
export interface Talk {
  readonly id: string
  readonly messages: readonly SeenMessage[]
}

/** Messages of a channel, each with its thread, oldest first. */
export function talksIn(messages: readonly SeenMessage[], channel: string): readonly Talk[] {
  const here = messages.filter((message) => message.channel === channel)
  const talks = Map.groupBy(here, ({ thread, id }) => thread ?? id)
  return [...talks].map(([id, said]) => ({ id, messages: said }))
}
