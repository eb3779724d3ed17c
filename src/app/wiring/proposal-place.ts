import { platformOf, type ThreadId } from '../../domain/ids.ts'
import type { ConnectedChat } from '../../ports/chat-platform.ts'
import type { ProposalPlace } from '../../ports/proposal-place.ts'

/** Where a terminal talks: it has one thread. */
const TERMINAL_THREAD: ThreadId = 'terminal:main'

/** Where people are asked about proposals: in a thread of the configured channel, else at the terminal. */
export function proposalPlace(channel: ThreadId | undefined, chats: Promise<readonly ConnectedChat[]>): ProposalPlace {
  return {
    async open(card, key) {
      const all = await chats
      if (channel === undefined) return all.some(({ name }) => name === 'terminal') ? TERMINAL_THREAD : undefined
      const chat = all.find(({ name }) => name === platformOf(channel))
      if (!chat) return undefined
      if (!chat.threadUnder) return channel
      // A crash between the post and its record repeats this: the platform is asked first whether it is there.
      return chat.threadUnder(await chat.post({ kind: 'thread', thread: channel }, card, { key, mayExist: true }))
    },
  }
}
