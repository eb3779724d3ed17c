import { pino } from 'pino'
import { createGates } from '../../adapters/rehearsal/gates.ts'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { createRehearsalDelivery } from '../../adapters/rehearsal/rehearsal-delivery.ts'
import { readWorkflows } from '../../config/workflows.ts'
import { ASKING_WORDS } from '../../intents/languages.ts'
import type { Permissions } from '../../src/access/permissions.ts'
import { startConversation } from '../../src/conversation/conversation.ts'
import type { ConversationParts } from '../../src/conversation/parts.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { Store } from '../../src/ports/event-store.ts'
import { NO_GATES } from '../support/no-gates.ts'
import { NOBODY_APPROVES } from '../support/nobody-approves.ts'

const START = new Date('2026-03-02T09:00:00Z')
const UNDERSTOOD = { slots: {}, missing: [], nearMisses: [], unknownNames: [], carriedOver: [], alternatives: [] }

/** Whoever says “hmm” makes the bot ask its model, which does not answer. */
export function talking(
  store: Store<ShipmateEvent>,
  redact = (text: string) => text,
  rights: Partial<Permissions> = {},
) {
  const clock = createHandClock(START)
  const asked = Promise.withResolvers<void>()
  const parts: ConversationParts = {
    registry: { list: async () => [] },
    store,
    clock,
    newId: () => crypto.randomUUID(),
    languageOf: () => undefined,
    asking: ASKING_WORDS,
    readRequest: () => ({ ...UNDERSTOOD, intent: 'chat.greet', confidence: 1, via: 'request' }),
    understand: (text) =>
      text === 'hmm'
        ? { ...UNDERSTOOD, intent: 'out_of_scope', confidence: 0.3, via: 'model' }
        : { ...UNDERSTOOD, intent: 'chat.greet', confidence: 1, via: 'rules' },
    reader: {
      waiting: 0,
      read() {
        asked.resolve()
        return new Promise(() => {})
      },
    },
    catalog: { services: [], environments: [], rings: [], devices: [], workflows: [], bots: [] },
    effectOf: () => 'read',
    policy: { roles: [], members: [] },
    permissions: {
      decide: async () => ({ kind: 'allowed', rule: 'everybody may' }),
      allowed: async (_, intents) => intents,
      permitted: async (_, requests) => requests,
      rolesFor: () => [],
      describe: async () => [],
      whoMay: async () => '',
      ...NOBODY_APPROVES,
      ...rights,
    },
    settings: { services: [], environments: [], confirmationMinutes: 10, gates: NO_GATES },
    risks: { waiting: 0, judge: async () => ({ verdict: 'go', reasons: ['A small change.'] }) },
    workflows: readWorkflows(),
    delivery: createRehearsalDelivery({ services: {}, clock, gates: createGates() }),
    redact,
    log: pino({ level: 'silent' }),
  }
  const { message, edited, deleted, loop } = startConversation(parts)
  return {
    loop,
    message,
    edited,
    deleted,
    asked: asked.promise,
    says: (text: string) =>
      message({ keys: [text], thread: 'slack:C1:1', by: 'slack:UANA', addressed: 'mention', text }),
    passes: (ms: number) => clock.moveTo(new Date(clock.now().getTime() + ms)),
    /** The texts of the messages that were dealt with, in that order. */
    async dealtWith(): Promise<readonly string[]> {
      const bodies = (await store.readAll(0, 1_000)).map(({ body }) => body)
      const texts = new Map(
        bodies.flatMap((body) => (body.type === 'message.received' ? [[body.message, body.received.text]] : [])),
      )
      return bodies.flatMap((body) => (body.type === 'message.handled' ? [texts.get(body.message) ?? ''] : []))
    },
  }
}
