import { expect, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import type { ShownMessage } from '../../adapters/store/memory/choose-due.ts'
import { createMemoryOutbox } from '../../adapters/store/memory/memory-outbox.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { Language } from '../../src/domain/language.ts'
import { startNarrator } from '../../src/messaging/narrator.ts'
import { openMemoryStore } from '../support/memory-store.ts'

const AT = new Date('2026-03-02T09:00:00Z')
const ABOUT = { thread: 'slack:C1:1', by: 'slack:UANA', groups: [] } as const

const asked = (confirmation: string, language?: Language): ShipmateEvent => ({
  type: 'confirmation.requested',
  ...ABOUT,
  ...{ confirmation, ...(language && { language }) },
  plan: { kind: 'cancel', task: 'TASK-1', title: 'Deploy storefront', service: 'storefront' },
  planHash: 'hash',
  expiresAt: '2026-03-02T09:10:00Z',
  rule: 'Every change is confirmed.',
  buttons: { confirm: `yes-${confirmation}`, cancel: `no-${confirmation}` },
})

test('a card says what it is written in, so that what a platform adds is in the same language; English says nothing', async () => {
  const store = await openMemoryStore()
  const rows = new Map<string, ShownMessage>()
  const narrator = startNarrator({
    log: store,
    clock: createHandClock(AT),
    onError: (error) => expect.unreachable(String(error)),
    outbox: createMemoryOutbox(rows, store.checkpoints),
    ...{ workflows: {}, timeZone: 'UTC', announced: [] },
    granting: { policy: { roles: [], members: [] }, people: [] },
    posting: { claim: () => ({ platforms: [], now: AT, limit: 0 }), hand: () => {}, wake: () => {} },
  })
  for (const [name, language] of [
    ['one', 'de'],
    ['two', 'es'],
    ['three', 'en'],
    ['four', undefined],
  ] as const) {
    const streams = [{ stream: `confirmation-${name}`, expectedVersion: 0, bodies: [asked(name, language)] }]
    await store.append({ correlationId: 'c1', actor: ABOUT.by, at: AT, streams })
  }
  await narrator.settled()
  const languages = ['one', 'two', 'three', 'four'].map((name) => rows.get(`confirmation-${name}`)?.card.language)
  expect(languages).toEqual(['de', 'es', undefined, undefined])
  await narrator.stop()
})
