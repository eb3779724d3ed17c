import type { MessageRef } from '../../src/domain/ids.ts'

/** Presses whose card is to show the answer, in case it no longer can. */
export interface RecentPresses {
  noted(card: MessageRef, tell: (sentence: string) => void): void
  /** The card cannot be edited, since somebody has deleted it: whoever pressed there is told. */
  gone(card: MessageRef): void
}

const CARDS_AT_MOST = 1_000
const GONE = 'I have noted that. The card is gone, so it cannot show it; what comes of it I say here.'

export function createRecentPresses(): RecentPresses {
  const tellers = new Map<MessageRef, (sentence: string) => void>()
  return {
    noted(card, tell) {
      tellers.delete(card)
      tellers.set(card, tell)
      for (const oldest of tellers.keys()) if (tellers.size > CARDS_AT_MOST) tellers.delete(oldest)
    },
    gone(card) {
      tellers.get(card)?.(GONE)
      tellers.delete(card)
    },
  }
}
