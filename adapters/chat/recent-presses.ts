import type { MessageRef } from '../../src/domain/ids.ts'
import { createRecent } from './recent.ts'

/** Presses whose card is to show the answer, in case it no longer can. */
export interface RecentPresses {
  /** @param tellGone Tells the person who pressed that the card is gone. */
  noted(card: MessageRef, tellGone: () => void): void
  /** The card cannot be edited, since somebody has deleted it: whoever pressed there is told. */
  gone(card: MessageRef): void
}

const CARDS_AT_MOST = 1_000

export function createRecentPresses(): RecentPresses {
  const tellers = createRecent<MessageRef, () => void>(CARDS_AT_MOST)
  return {
    noted: (card, tellGone) => void tellers.keep(card, tellGone),
    gone(card) {
      tellers.get(card)?.()
      tellers.forget(card)
    },
  }
}
