import { expect, test } from 'vitest'
import { createUnderstanding } from '../../intents/understand.ts'
import { requestSentence } from '../../src/capabilities/request-sentence.ts'
import { LANGUAGES } from '../../src/domain/language.ts'
import type { Slots } from '../../src/domain/understanding.ts'
import { en } from '../../src/texts/en/texts.ts'
import { textsIn } from '../../src/texts/texts-in.ts'

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
  ['metrics.query', { ...place, metric: 'error_rate' }],
  ['metrics.query', { ...place, metric: 'latency' }],
  ['metrics.query', { ...place, metric: 'availability' }],
  ['metrics.query', { ...place, metric: 'traffic' }],
  ['slo.status', { service: 'billionmail' }],
  ['task.cancel', { task: 'TASK-4' }],
  ['task.status', { task: 'TASK-4' }],
  ['task.list', {}],
  ['agent.list', {}],
  ['access.show', {}],
  ['help.show', {}],
  ['chat.greet', {}],
  ['chat.thank', {}],
]
/** One without a sentence of its own. */
const WITHOUT_SENTENCE: readonly [string, Slots] = ['deploy.lock', place]

const all = [
  ...LANGUAGES.flatMap((language) => REQUESTS.map(([intent, slots]) => [language, intent, slots] as const)),
  ['en', ...WITHOUT_SENTENCE] as const,
]

test.each(all)('in %s, %s with %j is understood as itself when its button is pressed', (language, intent, slots) => {
  const sentence = requestSentence({ intent, slots }, textsIn(language))
  const understood = understand(sentence, { by: 'slack:ana', turns: [] }, new Date())
  expect(understood).toMatchObject({ intent, slots })
  expect(Object.keys(understood.slots)).toEqual(expect.arrayContaining(Object.keys(slots)))
  expect(understood.confidence).toBeGreaterThan(0.6)
})

test.each(['agent.list', 'access.show', 'help.show', 'chat.greet', 'chat.thank'])(
  'a button for %s shows words and not the name of the intent',
  (intent) => {
    expect(requestSentence({ intent, slots: {} }, en)).not.toContain(intent.replace('.', ' '))
  },
)
