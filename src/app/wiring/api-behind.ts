import type { ApiBehind } from '../../../adapters/http/api/behind.ts'
import type { HttpConfig } from '../../../config/config.ts'
import type { Permissions } from '../../access/permissions.ts'
import { createAssistantDesk } from '../../assistants/desk.ts'
import type { DeskParts } from '../../assistants/desk-parts.ts'
import { ALL_INTENTS } from '../../capabilities/capabilities.ts'
import { isOfRun } from '../../domain/event-kinds.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import { consoleLogins } from '../../logins/console-logins.ts'
import { waitingCards } from '../../messaging/waiting-cards.ts'
import type { Store } from '../../ports/event-store.ts'
import { createLogReads } from '../../queries/log/log-reads.ts'
import { nameOf } from '../../queries/names.ts'
import { createOperations, type OperationsParts } from '../../queries/operations.ts'
import { createWebReads, type WebReadsParts } from '../../queries/web-reads.ts'
import { providerOf, signedBy } from './identities.ts'
import { principalBy } from './principal-by.ts'
import { personalTokensOf } from './tokens.ts'

interface Parts
  extends Omit<WebReadsParts, 'waiting'>,
    Pick<OperationsParts, 'alerts'>,
    Pick<ApiBehind, 'answers' | 'conversation' | 'intents'>,
    Pick<DeskParts, 'slotsOf' | 'onFault'> {
  readonly store: Store<ShipmateEvent>
  readonly permissions: Permissions
  readonly http: HttpConfig
  readonly roles: readonly string[]
  /** Hears why somebody was not signed in by the provider. */
  readonly onSignInRefused: (error: unknown) => void
}

/** What the API asks, behind its port. */
export function apiBehind(parts: Parts): ApiBehind {
  const { store, clock, answers, conversation, intents, redact } = parts
  const logins = consoleLogins({ store, clock })
  const reads = createWebReads({ ...parts, waiting: (by) => waitingCards(parts, by) })
  return {
    authenticate: principalBy({ store, clock, logins, signed: signedBy(parts.http, clock) }),
    provider: providerOf(parts.http, parts.onSignInRefused),
    tokens: personalTokensOf(parts),
    nameOf: (user) => nameOf(store, user),
    ...{ logins, answers, conversation, intents, redact, clock },
    reads,
    assistants: createAssistantDesk({ ...parts, reads }, ALL_INTENTS),
    onTasksMoved: (heard) => store.onAppended(heard, isOfTask),
    log: createLogReads(parts),
    operations: createOperations(parts),
  }
}

const isOfTask = (type: ShipmateEvent['type']): boolean => isOfRun(type) || type.startsWith('cicd.')
