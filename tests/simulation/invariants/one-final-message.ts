import { platformOf } from '../../../src/domain/ids.ts'
import { runs } from '../../../src/domain/projections.ts'
import type { CreateInvariant } from '../invariant.ts'

/** Every run that ended is told in its thread by one message, and nothing is ever posted twice. */
export const oneFinalMessage: CreateInvariant = ({ store, chats }, { checked, broken }) => ({
  async ended() {
    for (const { posted, name } of chats)
      for (const [key, messages] of posted)
        if (messages.length > 1) broken(`${messages.length} messages on ${name} for ${key}`)
    for (const { task, thread, parent } of await store.list(runs, { labels: ['ended'] })) {
      // What is done for a step of a workflow is told on the card of the workflow.
      if (thread.includes('#before') || parent) continue
      checked()
      const chat = chats.find(({ name }) => name === platformOf(thread))
      if (!chat?.posted.has(`result-${task}`)) broken(`nobody was told how ${task} ended`)
    }
  },
})
