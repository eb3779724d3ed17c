import { type Inbox, SlowInboxError } from '../../../../src/ports/chat-platform.ts'
import { sinceMs, within } from '../within.ts'
import type { EditOrDeletion } from './read-edit.ts'

/**
 * Hands over what somebody has done to a message; resolves once the core has it, and throws otherwise, so that Slack delivers
 * it again. Nobody is told of trouble: most of what people edit was never said to the bot.
 */
export function createTakeEdit(inbox: Inbox, withinMs: number) {
  return async (change: EditOrDeletion, arrivedAt: number): Promise<void> => {
    const taken = change.kind === 'edited' ? inbox.edited(change.edit) : inbox.deleted(change.deletion)
    const outcome = await within(taken, withinMs - sinceMs(arrivedAt))
    if (outcome.kind === 'late') throw new SlowInboxError(`the inbox took more than ${withinMs} ms`)
    if (outcome.kind === 'failed') throw outcome.error
  }
}
