import { expect, test } from 'vitest'
import { contextFacts } from '../../../src/conversation/investigate/context-facts.ts'
import { conversations, type PendingMessage } from '../../../src/domain/projections.ts'
import type { SaidMessage } from '../../../src/domain/said-message.ts'
import type { ReaderScope } from '../../../src/queries/scope.ts'
import { failedRun, toolWorld, type World } from '../../tools/tool-world.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const message: PendingMessage = {
  thread: 'slack:#ops/1',
  by: 'slack:ana',
  groups: [],
  direct: false,
  text: 'why?',
  message: 'm',
  correlationId: 'c',
}

async function context(messages: readonly SaidMessage[], world: World = {}) {
  const scope = toolWorld(world)
  const get: ReaderScope['store']['get'] = async (projection, key) =>
    (projection.name === conversations.name ? { messages } : await scope.store.get(projection, key)) as never
  const parts = {
    scope: { ...scope, store: { ...scope.store, get } },
    permissions: { describe: async () => ['• role viewer, given to everyone'] },
    encode: JSON.stringify,
    now: NOW,
  }
  const { written, evidence } = await contextFacts(parts, message)
  return { facts: JSON.parse(written), written, evidence }
}

const said = (by: string | undefined, text: string): SaidMessage => ({ ...(by && { by }), text, at: NOW.toISOString() })

test('each message is told with who said it: the asker, the bot, or somebody else', async () => {
  const { facts } = await context([said('slack:ana', 'a'), said('slack:ben', 'b'), said(undefined, 'c')])
  expect(facts.messages.map(({ who, text }: { who: string; text: string }) => [who, text])).toEqual([
    ['the asker', 'a'],
    ['somebody else: ben', 'b'],
    ['you', 'c'],
  ])
})

test('rights, work in flight and recent errors are told, with sources', async () => {
  const running = failedRun({ task: 'TASK-9', state: 'running' })
  const { facts, evidence } = await context([], { runs: [failedRun(), running] })
  expect(facts.rights).toEqual(['• role viewer, given to everyone'])
  expect(facts.tasksInFlight).toMatchObject([{ id: 'TASK-9' }])
  expect(facts.recentErrors).toMatchObject([{ id: 'TASK-3' }])
  expect(evidence.map(({ id }) => id)).toEqual(['TASK-9', 'TASK-3'])
})

test('what the asker may not see is not told, and no error of long ago is', async () => {
  const old = failedRun({ requestedAt: '2026-02-20T09:00:00.000Z' })
  const runs = [failedRun({ environment: 'production' }), old]
  const { written } = await context([], { runs, refused: (_, where) => where.endsWith('/production') })
  expect(written).not.toContain('TASK-3')
})

test('beyond its bound the oldest messages are left out', async () => {
  const long = Array.from({ length: 10 }, (_, index) => said('slack:ben', `${index} ${'x'.repeat(1_000)}`))
  const { facts, written } = await context(long)
  expect(written.length).toBeLessThanOrEqual(6_000)
  expect(facts.messages.at(-1).text).toMatch(/^9 /)
})
