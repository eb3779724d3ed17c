import { pendingMessages } from '../../../src/domain/projections.ts'
import type { CreateInvariant } from '../invariant.ts'

/** What was taken in is handled, once. */
export const noMessageLost: CreateInvariant = ({ store }, { checked, broken }) => {
  const handled = new Set<string>()
  return {
    appended({ body }) {
      if (body.type !== 'message.handled') return
      checked()
      if (handled.has(body.message)) broken(`a message of ${body.by} was handled twice`)
      handled.add(body.message)
    },
    async ended() {
      for (const { by, text } of await store.list(pendingMessages)) broken(`nobody handled “${text}” of ${by}`)
    },
  }
}
