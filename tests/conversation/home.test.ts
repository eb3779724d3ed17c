import { expect, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { createHome, type HomeParts } from '../../src/conversation/home/home.ts'
import type { Card } from '../../src/domain/card.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { WaitingCard } from '../../src/ports/web-reads.ts'
import { openMemoryStore } from '../support/memory-store.ts'

const [ANA, BEN, MALLORY] = ['slack:UANA', 'slack:UBEN', 'slack:UMALLORY'] as const

const deploying = (task: string, environment: string): ShipmateEvent =>
  ({
    ...{ type: 'cicd.deploy.requested', task, thread: 'slack:C1:1.1', by: ANA, groups: [] },
    plan: {
      ...{ kind: 'deploy', service: 'billing', environment, strategy: 'rolling' },
      ...{ release: { version: 'v1.2.0', commit: 'c0ffee' }, ref: { kind: 'tag', name: 'v1.2.0' } },
    },
  }) as never

const approval: WaitingCard = {
  ...{ id: 'CR-7', kind: 'change', by: BEN, byName: 'Ben', expiresAt: '2026-03-02T10:00:00Z' },
  card: {
    ...{ title: 'Approve: deploy billing v1.2.0 to production?', tone: 'warning', mention: ANA },
    blocks: [{ kind: 'buttons', buttons: [{ id: 'b-yes', label: 'Approve', style: 'primary' }] }],
  },
}

/** Ana may see staging alone; Mallory belongs to another company. */
async function homes(waiting: readonly WaitingCard[] = [approval]) {
  const store = await openMemoryStore()
  const bodies = [deploying('TASK-1', 'staging'), deploying('TASK-2', 'production')]
  const streams = bodies.map((body, index) => ({ stream: `run-TASK-${index + 1}`, expectedVersion: 0, bodies: [body] }))
  await store.append({ correlationId: 'c', actor: ANA, at: new Date('2026-03-02T09:00:00Z'), streams })
  const parts = {
    ...{ store, clock: createHandClock(new Date('2026-03-02T09:01:00Z')), effectOf: () => 'read' },
    settings: {
      services: [{ id: 'billing', environments: ['staging', 'production'] }],
      environments: [{ id: 'staging' }, { id: 'production' }],
    },
    workflows: { deploy: { steps: [{ id: 'build', shows: 'building' }] } },
    delivery: { abilitiesAt: () => [] },
    permissions: {
      decide: async ({ user, language }: { user: string; language?: string }, at: { environment?: string }) =>
        user !== MALLORY && at.environment !== 'production'
          ? { kind: 'allowed', rule: 'a test' }
          : { kind: 'refused', rule: 'a test', sentence: language === 'de' ? 'Das darfst du nicht.' : 'You may not.' },
      allowed: async () => ['deploy.status', 'chat.greet', 'task.list'],
    },
    waiting: async (by: string) => (by === ANA ? waiting : []),
    localeOf: async (user: string) => (user === BEN ? { locale: 'de-DE' } : {}),
  } as unknown as HomeParts
  return { ...createHome(parts), close: () => store.close() }
}

const written = (cards: readonly Card[]): string => JSON.stringify(cards)

test('Ana opens her page: what waits for her with its buttons, what runs, what is live, what she can ask', async () => {
  const { home, examples, close } = await homes()
  const cards = await home({ by: ANA })
  expect(cards.flatMap(({ title }) => title ?? [])).toEqual([
    'Waiting for you',
    'Approve: deploy billing v1.2.0 to production?',
    'Running now',
    'What is live',
    'You can ask me',
  ])
  expect(cards[1]).toMatchObject({ blocks: [{ kind: 'buttons', buttons: [{ id: 'b-yes' }] }] })
  expect(cards[1]).not.toHaveProperty('mention')
  expect(cards[3]?.blocks).toEqual([{ kind: 'table', columns: ['Service', 'staging'], rows: [['billing', '–']] }])
  expect(await examples({ by: ANA })).toEqual(['status of billing on staging', 'list tasks'])
  await close()
})

test('nothing of a place that she may not see is on it', async () => {
  const { home, close } = await homes([])
  const page = written(await home({ by: ANA }))
  expect(page).toContain('TASK-1')
  expect(page).not.toContain('TASK-2')
  expect(page).not.toContain('production')
  expect(page).toContain('Nothing is waiting for your answer.')
  await close()
})

test('a stranger sees one sentence and no example', async () => {
  const { home, examples, close } = await homes()
  expect(await home({ by: MALLORY })).toMatchObject([{ blocks: [{ kind: 'text', text: 'You may not.' }] }])
  expect(await examples({ by: MALLORY })).toEqual([])
  await close()
})

test('each page is in the language of its reader’s platform', async () => {
  const { home, close } = await homes()
  expect((await home({ by: BEN })).map(({ title }) => title)).toContain('Wartet auf dich')
  expect((await home({ by: ANA, locale: 'es-ES' })).map(({ title }) => title)).toContain('Espera tu respuesta')
  expect(written(await home({ by: MALLORY, locale: 'de' }))).toContain('Das darfst du nicht.')
  await close()
})

test('of many that wait five are shown, and how many are left', async () => {
  const { home, close } = await homes(Array.from({ length: 8 }, (_, index) => ({ ...approval, id: `CR-${index}` })))
  const cards = await home({ by: ANA })
  expect(cards.filter(({ title }) => title === approval.card.title)).toHaveLength(5)
  expect(written(cards)).toContain('and 3 more')
  await close()
})
