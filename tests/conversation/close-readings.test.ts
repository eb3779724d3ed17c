import { expect, test } from 'vitest'
import { catalogs } from '../../bench/intents/catalogs.ts'
import { NOW } from '../../bench/intents/figures.ts'
import { heldOutFor } from '../../bench/intents/heldout.ts'
import { createRequestReader } from '../../intents/read-request.ts'
import { createUnderstanding } from '../../intents/understand.ts'
import { ALL_INTENTS, isRead } from '../../src/capabilities/capabilities.ts'
import { closeReading } from '../../src/conversation/close-readings.ts'
import { decide } from '../../src/conversation/decide.ts'
import type { Understanding } from '../../src/domain/understanding.ts'
import { en } from '../../src/texts/en/texts.ts'
import { NO_GATES } from '../support/no-gates.ts'

const question: Understanding = {
  intent: 'build.status',
  confidence: 0.5,
  slots: { service: 'search' },
  missing: [],
  nearMisses: [],
  unknownNames: [],
  carriedOver: [],
  alternatives: [{ intent: 'build.start', confidence: 0.4, slots: {} }],
  via: 'model',
}

const decideOn = (understanding: Partial<Understanding>) =>
  decide({
    understanding: { ...question, ...understanding },
    unsure: false,
    open: false,
    access: { kind: 'allowed', rule: 'owner' },
    settings: { services: [], environments: [], confirmationMinutes: 10, gates: NO_GATES },
    activeTasks: [],
    texts: en,
  })

test('of two close readings both are named, with a button each', () => {
  expect(decideOn({})).toEqual({
    kind: 'ask',
    slot: 'request',
    prompt: 'I can read that in two ways. Do you mean “build status of search” or “build search”?',
    choices: [
      { value: 'build status of search', request: { intent: 'build.status', slots: { service: 'search' } } },
      { value: 'build search', request: { intent: 'build.start', slots: { service: 'search' } } },
    ],
  })
  expect(decideOn({ alternatives: [{ intent: 'health.check', confidence: 0.45, slots: {} }] })).toMatchObject({
    choices: [{ value: 'build status of search' }, { value: 'check health of search' }],
  })
})

test.each<[string, Partial<Understanding>]>([
  [
    'the other is much less likely',
    { confidence: 0.7, alternatives: [{ intent: 'build.start', confidence: 0.28, slots: {} }] },
  ],
  ['there is no other', { alternatives: [] }],
  ['the other is nothing this bot does', { alternatives: [{ intent: 'incident.list', confidence: 0.45, slots: {} }] }],
  [
    'both are about the same kind of thing',
    { intent: 'deploy.status', alternatives: [{ intent: 'deploy.history', confidence: 0.45, slots: {} }] },
  ],
  ['the other is small talk', { alternatives: [{ intent: 'chat.greet', confidence: 0.45, slots: {} }] }],
  [
    'the conversation has decided',
    { confidence: 0.85, alternatives: [{ intent: 'build.start', confidence: 0.6, slots: {} }] },
  ],
  ['a language model has decided', { via: 'llm', model: 'qwen3:8b' }],
])('a question is answered at once when %s', (_, understanding) => {
  expect(decideOn(understanding)).toMatchObject({ kind: 'answer' })
})

const catalog = catalogs['example catalog']
const understand = createUnderstanding(catalog)
const read = (text: string) => understand(text, { by: 'terminal:you', turns: [] }, NOW)

test('what is understood rightly is hardly ever asked about', () => {
  const right = heldOutFor(catalog).flatMap(({ text, intent }) => {
    const understanding = read(text)
    return understanding.intent === intent ? [understanding] : []
  })
  const asked = right.filter((understanding) => isRead(understanding.intent) && closeReading(understanding))
  expect(right.length).toBeGreaterThan(300)
  expect(asked.length / right.length).toBeLessThan(0.02)
})

test('a pressed reading is not asked about again', () => {
  const readRequest = createRequestReader(catalogs['example catalog'])
  for (const intent of ALL_INTENTS.filter(isRead))
    expect(closeReading(readRequest({ intent, slots: {} }))).toBeUndefined()
})
