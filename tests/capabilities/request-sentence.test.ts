import { expect, test } from 'vitest'
import { createUnderstanding } from '../../intents/understand.ts'
import { requestSentence } from '../../src/capabilities/request-sentence.ts'
import type { Slots } from '../../src/domain/understanding.ts'

const understand = createUnderstanding({
  services: [{ id: 'billionmail', aliases: [] }],
  environments: [{ id: 'staging', aliases: [] }],
  rings: [],
  devices: [],
  workflows: [],
  bots: [],
})

const place = { service: 'billionmail', environment: 'staging' }
const REQUESTS: readonly (readonly [string, Slots])[] = [
  ['build.start', { service: 'billionmail', ref: 'v1.1.0' }],
  ['build.status', { service: 'billionmail' }],
  ['deploy.start', place],
  ['deploy.start', { ...place, ref: 'v1.1.0' }],
  ['deploy.start', { ...place, ref: 'a'.repeat(40), strategy: 'recreate' }],
  ['deploy.status', place],
  ['deploy.status', {}],
  ['deploy.history', { ...place, count: 3 }],
  ['deploy.diff', place],
  ['rollback.start', place],
  ['rollback.start', { ...place, ref: 'v1.0.0' }],
  ['health.check', place],
  ['slo.status', { service: 'billionmail' }],
  ['task.cancel', { task: 'TASK-4' }],
  ['task.status', { task: 'TASK-4' }],
  ['task.list', {}],
  ['agent.list', {}],
  ['access.show', {}],
  ['help.show', {}],
  ['chat.greet', {}],
  ['chat.thank', {}],
  // One without a sentence of its own.
  ['deploy.lock', place],
]

test.each(REQUESTS)('%s with %j is understood as itself when its button is pressed', (intent, slots) => {
  const understood = understand(requestSentence({ intent, slots }), { by: 'slack:ana', turns: [] }, new Date())
  expect(understood).toMatchObject({ intent, slots })
  expect(Object.keys(understood.slots)).toEqual(expect.arrayContaining(Object.keys(slots)))
  expect(understood.confidence).toBeGreaterThan(0.6)
})

test.each(['agent.list', 'access.show', 'help.show', 'chat.greet', 'chat.thank'])(
  'a button for %s shows words and not the name of the intent',
  (intent) => {
    expect(requestSentence({ intent, slots: {} })).not.toContain(intent.replace('.', ' '))
  },
)
