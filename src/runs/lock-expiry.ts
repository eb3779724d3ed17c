import { environmentStream } from '../domain/environment.ts'
import { isOfPlaceLock } from '../domain/event-kinds.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import type { Lock } from '../domain/gates/place-lock.ts'
import { locks } from '../domain/projections.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { Clock } from '../ports/clock.ts'
import type { Documents, EventLog } from '../ports/event-store.ts'
import { startLogLoop } from '../runtime/log-loop.ts'
import type { Loop } from '../runtime/loop.ts'
import { transact } from '../runtime/transact.ts'
import { unlockPlace } from './lock-place.ts'

export interface LockExpiryParts {
  readonly log: EventLog<ShipmateEvent> & Documents
  readonly clock: Clock
  readonly workflows: Workflows
  readonly onError: (error: unknown) => void
}

/** Ends locks whose time is over, and starts what waits for them. Those due while the bot was down end at the start. */
export function startLockExpiry({ log, clock, workflows, onError }: LockExpiryParts): Loop {
  const round = async (): Promise<Date | undefined> => {
    const open = await log.list(locks, { labels: ['open'] })
    const now = clock.now()
    for (const lock of open) if (Date.parse(lock.expiresAt) <= now.getTime()) await end(lock, now)
    const next = Math.min(...open.map(({ expiresAt }) => Date.parse(expiresAt)).filter((at) => at > now.getTime()))
    return Number.isFinite(next) ? new Date(next) : undefined
  }

  /** Each place on its own, so that one append touches one line. */
  const end = async ({ lock, places }: Lock, now: Date): Promise<void> => {
    for (const { service, environment, ended } of places) {
      if (ended) continue
      const history = await log.readStream(environmentStream(service, environment))
      const locked = history.findLast(({ body }) => body.type === 'environment.locked' && body.lock === lock)
      const cause = { correlationId: locked?.correlationId ?? lock, actor: 'lock-expiry' }
      await transact(log, cause, now, (transaction) =>
        unlockPlace(transaction, { service, environment }, lock, {}, workflows, now),
      )
    }
  }

  return startLogLoop(log, { clock, round, onError }, isOfPlaceLock)
}
