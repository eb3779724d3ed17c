import { AsyncLocalStorage } from 'node:async_hooks'
import type { Clock } from '../ports/clock.ts'
import type { Outbox } from '../ports/outbox.ts'

export interface ClaimRenewalParts {
  readonly outbox: Pick<Outbox, 'isShared' | 'renew'>
  readonly clock: Clock
  readonly onError: (error: unknown) => void
}

/** Keeps what a courier has in hand claimed for as long as it has it, however long the platform takes. */
export interface ClaimRenewal {
  /** @returns What ends it. */
  hold(key: string): () => void
  stop(): void
}

/** A third of a claim: one renewal may fail, and one more, before another process takes the message up. */
const RENEW_MS = 10_000

/** One statement for all that is in hand, and none where nothing has been for so long. */
export function renewClaims({ outbox, clock, onError }: ClaimRenewalParts): ClaimRenewal {
  const held = new Set<string>()
  let callOff: (() => void) | undefined
  let isRenewing = false
  let stopped = false
  // It is about all that is in hand, not about the message that was on when the timer was set.
  const apart = AsyncLocalStorage.snapshot()

  const renewLater = (): void => {
    if (stopped || isRenewing || held.size === 0) return
    callOff ??= clock.at(new Date(clock.now().getTime() + RENEW_MS), () => void apart(renew))
  }
  const renew = async (): Promise<void> => {
    callOff = undefined
    if (held.size === 0) return
    isRenewing = true
    await outbox.renew([...held], clock.now()).catch(onError)
    isRenewing = false
    renewLater()
  }

  return {
    hold(key) {
      if (!outbox.isShared) return () => {}
      held.add(key)
      renewLater()
      return () => held.delete(key)
    },
    stop() {
      stopped = true
      callOff?.()
    },
  }
}
