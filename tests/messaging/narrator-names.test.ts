import { expect, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import type { ShownMessage } from '../../adapters/store/memory/choose-due.ts'
import { createMemoryOutbox } from '../../adapters/store/memory/memory-outbox.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { startNarrator } from '../../src/messaging/narrator.ts'
import { openMemoryStore } from '../support/memory-store.ts'

const AT = new Date('2026-03-02T09:00:00Z')
const ANA = 'slack:U0ANA'

const asked = (confirmation: string, by: string): ShipmateEvent => ({
  type: 'confirmation.requested',
  confirmation,
  thread: 'slack:C1:1',
  by,
  groups: [],
  plan: { kind: 'cancel', task: 'TASK-1', title: 'Deploy storefront', service: 'storefront' },
  planHash: 'hash',
  expiresAt: '2026-03-02T09:10:00Z',
  rule: 'Every change is confirmed.',
  buttons: { confirm: `yes-${confirmation}`, cancel: `no-${confirmation}` },
})

test('a name that comes after the card is put on the cards that its person has open', async () => {
  const store = await openMemoryStore()
  const rows = new Map<string, ShownMessage>()
  const narrator = startNarrator({
    log: store,
    clock: createHandClock(AT),
    onError: (error) => expect.unreachable(String(error)),
    outbox: createMemoryOutbox(rows, store.checkpoints),
    workflows: {},
    timeZone: 'UTC',
    announced: [],
    granting: { policy: { roles: [], members: [] }, people: [] },
    posting: { claim: () => ({ platforms: [], now: AT, limit: 0 }), hand: () => {}, wake: () => {} },
  })
  const happens = async (stream: string, body: ShipmateEvent): Promise<void> => {
    const streams = [{ stream, expectedVersion: 0, bodies: [body] }]
    await store.append({ correlationId: 'c1', actor: ANA, at: AT, streams })
    await narrator.settled()
  }
  const shown = (key: string): string => JSON.stringify(rows.get(key)?.card)

  await happens('confirmation-one', asked('one', ANA))
  await happens('confirmation-two', asked('two', 'slack:U0BEN'))
  expect(shown('confirmation-one')).toContain('U0ANA')
  await happens('person-ana', { type: 'person.named', person: ANA, name: 'Ana' })
  expect(shown('confirmation-one')).toContain('"Ana"')
  expect(shown('confirmation-two')).toContain('U0BEN')
  await narrator.stop()
})
