import type { Logger } from 'pino'
import type { OpenStore } from '../../../adapters/store/store.ts'
import type { Config } from '../../../config/config.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import { applyRetention } from '../../forgetting/apply-retention.ts'
import type { ErasingParts } from '../../forgetting/erase-events.ts'
import { forgetPerson } from '../../forgetting/forget-person.ts'
import { startDailyRetention } from '../../monitors/daily-retention.ts'
import { systemClock } from '../../ports/clock.ts'
import type { Forget } from '../../ports/forget.ts'
import { type ApplyRetention, NoRetentionError } from '../../ports/retention.ts'
import type { Loop } from '../../runtime/loop.ts'

const DAY_MS = 24 * 60 * 60_000

export function forgettingIn(opened: OpenStore<ShipmateEvent>): Forget {
  return (person, isApplied) => forgetPerson(erasingIn(opened), person, isApplied)
}

export function retentionIn({ retention }: Config, opened: OpenStore<ShipmateEvent>): ApplyRetention {
  const { messageDays } = retention
  return async (isApplied) => {
    if (messageDays === undefined) throw new NoRetentionError('retention.messages is not set')
    const before = new Date(systemClock.now().getTime() - messageDays * DAY_MS)
    return applyRetention(erasingIn(opened), before, isApplied)
  }
}

/** Undefined where words are kept for ever. */
export function dailyRetention(config: Config, opened: OpenStore<ShipmateEvent>, log: Logger): Loop | undefined {
  if (config.retention.messageDays === undefined) return undefined
  return startDailyRetention({
    ...{ apply: retentionIn(config, opened), clock: systemClock },
    onApplied: (retained) => log.info(retained, 'words that may not be kept any longer were erased'),
    onError: (error) => log.error({ err: error }, 'words that may not be kept any longer could not be erased'),
  })
}

export const erasingIn = ({ store, audit, eraseRows, forget }: OpenStore<ShipmateEvent>): ErasingParts => ({
  ...{ store, audit, rows: eraseRows, clock: systemClock, forgetMemory: forget },
})
