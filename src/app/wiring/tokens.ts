import type { Config } from '../../../config/config.ts'
import { policyFrom, TERMINAL_USER } from '../../access/default-policy.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import { consoleLogins } from '../../logins/console-logins.ts'
import { systemClock } from '../../ports/clock.ts'
import type { Documents, EventLog } from '../../ports/event-store.ts'
import type { OfferedLogin } from '../../ports/logins.ts'
import type { TokenDesk } from '../../ports/token-desk.ts'
import { tokenDesk } from '../../tokens/api-tokens.ts'

/** Tokens in a log, for whoever has the machine: they may give any role that the configuration knows. */
export function tokensOf({ access }: Config, store: EventLog<ShipmateEvent> & Documents): TokenDesk {
  const roles = policyFrom(access, false).roles.map(({ name }) => name)
  return tokenDesk({ store, clock: systemClock }, roles, TERMINAL_USER)
}

/** A way into the console for whoever has the machine. */
export function offerLoginIn(store: EventLog<ShipmateEvent> & Documents): () => Promise<OfferedLogin> {
  return () => consoleLogins({ store, clock: systemClock }).offer(TERMINAL_USER, 'terminal')
}
