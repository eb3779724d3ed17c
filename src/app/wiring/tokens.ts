import type { Config } from '../../../config/config.ts'
import { type TokenDesk, tokenDesk } from '../../access/api-tokens.ts'
import { policyFrom, TERMINAL_USER } from '../../access/default-policy.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import { systemClock } from '../../ports/clock.ts'
import type { Documents, EventLog } from '../../ports/event-store.ts'

/** Tokens in a log, for whoever has the machine: they may give any role that the configuration knows. */
export function tokensOf({ access }: Config, store: EventLog<ShipmateEvent> & Documents): TokenDesk {
  return tokenDesk({ store, clock: systemClock }, policyFrom(access, false).roles, TERMINAL_USER)
}
