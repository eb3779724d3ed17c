import type { ApiBehind } from '../../../adapters/http/api/behind.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import { consoleLogins } from '../../logins/console-logins.ts'
import type { Store } from '../../ports/event-store.ts'
import { createLogReads } from '../../queries/log/log-reads.ts'
import { nameOf } from '../../queries/names.ts'
import { createWebReads, type WebReadsParts } from '../../queries/web-reads.ts'
import { principalBy } from './principal-by.ts'

interface Parts extends WebReadsParts, Pick<ApiBehind, 'answers' | 'conversation' | 'intents'> {
  readonly store: Store<ShipmateEvent>
}

/** What the API asks, behind its port. */
export function apiBehind(parts: Parts): ApiBehind {
  const { store, clock, answers, conversation, intents, redact } = parts
  const logins = consoleLogins({ store, clock })
  return {
    authenticate: principalBy({ store, clock, logins }),
    nameOf: (user) => nameOf(store, user),
    ...{ logins, answers, conversation, intents, redact, clock },
    reads: createWebReads(parts),
    log: createLogReads(parts),
  }
}
