import type { MessageRef } from '../../src/domain/ids.ts'
import { createRecent } from './recent.ts'

/** Presses whose card is to show the answer, in case it no longer can. */
export interface RecentPresses {
  noted(card: MessageRef, tell: (sentence: string) => void): void
  /** The card cannot be edited, since somebody has deleted it: whoever pressed there is told. */
  gone(card: MessageRef): void
}

const CARDS_AT_MOST = 1_000
const GONE = 'Recorded. The card was deleted, so I post the result here.'

export function createRecentPresses(): RecentPresses {
  const tellers = createRecent<MessageRef, (sentence: string) => void>(CARDS_AT_MOST)
  return {
    noted: (card, tell) => void tellers.keep(card, tell),
    gone(card) {
      tellers.get(card)?.(GONE)
      tellers.forget(card)
    },
  }
}
