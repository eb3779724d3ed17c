import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createGates } from '../../adapters/rehearsal/gates.ts'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { createRehearsalDelivery } from '../../adapters/rehearsal/rehearsal-delivery.ts'
import { readWorkflows } from '../../config/workflows.ts'
import { ASKING_WORDS } from '../../intents/languages.ts'
import { policyFrom } from '../../src/access/default-policy.ts'
import { createPermissions } from '../../src/access/permissions.ts'
import { startConversation } from '../../src/conversation/conversation.ts'
import type { ConversationParts } from '../../src/conversation/parts.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { messageStream } from '../../src/domain/message.ts'
import { pendingMessages } from '../../src/domain/projections.ts'
import type { Store } from '../../src/ports/event-store.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { NO_GATES } from '../support/no-gates.ts'

const START = new Date('2026-03-02T09:00:00Z')
let store: Store<ShipmateEvent>

beforeAll(async () => {
  store = await openMemoryStore()
})
afterAll(() => store.close())

/** What a process has noted before it was killed. */
async function notedElsewhere(message: string): Promise<void> {
  const received = { thread: 'slack:C1:1', by: 'slack:UANA', name: 'ana', groups: [], direct: false, text: 'hello' }
  const streams = [
    { stream: messageStream(message), expectedVersion: 0, bodies: [{ type: 'message.received', message, received }] },
  ] as const
  await store.append({ streams, correlationId: message, actor: 'slack:UANA', at: START })
}

test('messages that another process left behind are dealt with though nobody says anything more', async () => {
  const clock = createHandClock(START)
  const policy = policyFrom({ roles: [], members: [] }, true)
  const effectOf = () => 'read' as const
  const understood = { confidence: 1, slots: {}, missing: [], nearMisses: [], unknownNames: [], carriedOver: [] }
  const parts: ConversationParts = {
    registry: { list: async () => [] },
    store,
    clock,
    newId: () => crypto.randomUUID(),
    languageOf: () => undefined,
    asking: ASKING_WORDS,
    readRequest: () => expect.unreachable('nothing is pressed here'),
    understand: () => ({ ...understood, intent: 'chat.greet', alternatives: [], via: 'rules' }),
    catalog: { services: [], environments: [], rings: [], devices: [], workflows: [], bots: [] },
    effectOf,
    policy,
    permissions: createPermissions({
      ...{ policy, effectOf, clock },
      directories: Promise.resolve(new Map()),
      personName: async () => undefined,
    }),
    settings: { services: [], environments: [], confirmationMinutes: 10, gates: NO_GATES },
    risks: { waiting: 0, judge: async () => ({ verdict: 'go', reasons: ['A small change.'] }) },
    workflows: readWorkflows(),
    delivery: createRehearsalDelivery({ services: {}, clock, gates: createGates() }),
    redact: (text) => text,
    log: pino({ level: 'silent' }),
  }
  const { loop } = startConversation(parts)
  await loop.settled()
  // More than any list that a person reads.
  for (let number = 1; number <= 120; number += 1) await notedElsewhere(`left-${number}`)
  clock.moveTo(new Date(START.getTime() + 10_000))
  await loop.stop()
  expect(await store.list(pendingMessages)).toEqual([])
})
