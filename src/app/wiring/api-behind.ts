import type { ApiBehind } from '../../../adapters/http/api/behind.ts'
import { userOfToken } from '../../domain/api-token.ts'
import { isOfRun } from '../../domain/event-kinds.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import type { Store } from '../../ports/event-store.ts'
import { createWebReads, type WebReadsParts } from '../../queries/web-reads.ts'
import { tokenPresented } from '../../tokens/api-tokens.ts'

interface Parts extends WebReadsParts, Pick<ApiBehind, 'conversation' | 'intents'> {
  readonly store: Store<ShipmateEvent>
}

/** What the API asks, behind its port. */
export function apiBehind(parts: Parts): ApiBehind {
  const { store, clock, conversation, intents, redact } = parts
  return {
    async authenticate(presented) {
      const token = await tokenPresented({ store, clock }, presented)
      return token && userOfToken(token.token)
    },
    ...{ conversation, intents, redact, clock },
    reads: createWebReads(parts),
    onTasksMoved: (heard) => store.onAppended(heard, isOfTask),
  }
}

const isOfTask = (type: ShipmateEvent['type']): boolean => isOfRun(type) || type.startsWith('cicd.')
