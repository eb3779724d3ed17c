import { randomUUID } from 'node:crypto'
import type { Card } from '../src/domain/card.ts'
import type { ConnectedChat, Inbox } from '../src/ports/chat-platform.ts'

export interface Post {
  readonly thread: string
  readonly card: Card
  /** By the clock of `performance.now()`. */
  readonly at: number
}

/** A chat in this process that shows messages at once, so that only the bot takes time. */
export interface BenchChat extends ConnectedChat {
  says(thread: string, text: string): Promise<void>
  presses(thread: string, button: string): Promise<void>
  /** The next message in the thread that passes and that nobody has waited for longer. */
  posted(thread: string, passes?: (card: Card) => boolean): Promise<Post>
}

export const BENCH_USER = 'bench:ana'

export function createBenchChat(inbox: Inbox): BenchChat {
  const waiting = new Set<(post: Post) => boolean>()
  let posts = 0
  const handOver = (post: Post): void => {
    for (const takes of waiting) if (takes(post)) return
  }
  const delivery = () => ({ keys: [`bench:${randomUUID()}`], by: BENCH_USER, name: 'ana' })
  return {
    name: 'bench',
    state: () => ({ connected: true }),
    stop: async () => {},
    async post(to, card) {
      const at = performance.now()
      if (to.kind === 'thread') handOver({ thread: to.thread, card, at })
      return `bench:${posts++}`
    },
    async edit() {},
    says: (thread, text) => inbox.message({ ...delivery(), thread, addressed: 'mention', text }),
    async presses(thread, button) {
      await inbox.press({ ...delivery(), thread, button })
    },
    posted(thread, passes = () => true) {
      const { promise, resolve } = Promise.withResolvers<Post>()
      const takes = (post: Post): boolean => {
        if (post.thread !== thread || !passes(post.card)) return false
        waiting.delete(takes)
        resolve(post)
        return true
      }
      waiting.add(takes)
      return promise
    },
  }
}

/** The id of a card's button. */
export function buttonOf(card: Card, label: string): string {
  const buttons = card.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
  const found = buttons.find((button) => button.label === label)
  if (!found) throw new Error(`“${card.title}” has no button “${label}”`)
  return found.id
}
