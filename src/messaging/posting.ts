import { platformOf } from '../domain/ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { Claim, DueMessage } from '../ports/outbox.ts'
import type { Courier } from './courier.ts'

/** The couriers of all platforms, for whoever has something to be posted. */
export interface Posting {
  /** Who has time at this moment. */
  claim(): Claim
  /** Has the couriers deliver what was claimed for them. */
  hand(messages: readonly DueMessage[]): void
  /** There may be something to take. */
  wake(): void
}

export function postingBy(couriers: readonly Courier[], clock: Clock): Posting {
  return {
    claim() {
      const free = couriers.filter((courier) => courier.room() > 0)
      const limit = Math.min(...free.map((courier) => courier.room()))
      return { platforms: free.map(({ platform }) => platform), now: clock.now(), limit: free.length === 0 ? 0 : limit }
    },
    hand(messages) {
      const byPlatform = Map.groupBy(messages, ({ to }) => platformOf(to.kind === 'thread' ? to.thread : to.user))
      for (const courier of couriers) courier.hand(byPlatform.get(courier.platform) ?? [])
    },
    wake() {
      for (const courier of couriers) courier.wake()
    },
  }
}
