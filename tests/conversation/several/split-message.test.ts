import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ASKING_WORDS } from '../../../intents/languages.ts'
import { listedRequests } from '../../../src/conversation/several/listed-requests.ts'
import { patternsFrom } from '../../../src/conversation/several/patterns.ts'
import { joined, splitMessage } from '../../../src/conversation/several/split-message.ts'
import type { NearMiss, Understanding } from '../../../src/domain/understanding.ts'

const patterns = patternsFrom(ASKING_WORDS)

test.each([
  ['deploy a v1.1.0 to staging, then to prod', ['deploy a v1.1.0 to staging', 'to prod']],
  ['check b and then deploy it', ['check b', 'deploy it']],
  ['build a. Deploy b; stop c', ['build a', 'Deploy b', 'stop c']],
  ['deploye a auf staging, danach auf prod', ['deploye a auf staging', 'auf prod']],
  ['prüfe b und deploye es dann auf prod', ['prüfe b', 'deploye es dann auf prod']],
  ['roll dann a zurück', ['roll dann a zurück']],
  ['deploye a und starte dann b neu', ['deploye a', 'starte dann b neu']],
  ['despliega a en staging y luego en prod', ['despliega a en staging', 'en prod']],
  ['despliega luego a en staging', ['despliega luego a en staging']],
])('%s', (text, pieces) => {
  expect(splitMessage(text, patterns).map((piece) => piece.text)).toEqual(pieces)
})

test('nothing of a message is lost when it is divided', () => {
  const words = fc.constantFrom(
    'deploy',
    'and',
    ',',
    'then',
    ' ',
    ';',
    '.',
    'v1.2.0',
    '&',
    '\n',
    'staging',
    'deploye',
    'und',
    'dann',
    'danach',
    'y',
    'luego',
    'es',
  )
  fc.assert(
    fc.property(fc.array(words), (all) => {
      const text = all.join(' ')
      expect(joined(splitMessage(text, patterns))).toBe(text)
    }),
  )
})

const read = (nearMisses: readonly NearMiss[], slots = {}): Understanding => ({
  intent: 'deploy.start',
  confidence: 0.9,
  slots,
  missing: [],
  nearMisses,
  unknownNames: [],
  carriedOver: [],
  alternatives: [],
  via: 'rules',
})
const named = (typed: string, slot: NearMiss['slot'] = 'environment'): NearMiss => {
  return { slot, typed, candidates: ['staging', 'production'], named: true }
}

test.each([
  'staging and production',
  'staging, production',
  'stg + the prod',
  'staging and to production',
  'staging und auf production',
  'staging y en production',
])('“%s” is a list', (typed) => {
  const slots = { service: 'mail', ref: 'v1.1.0' }
  expect(listedRequests(read([named(typed)], slots), patterns)).toEqual([
    { intent: 'deploy.start', slots: { ...slots, environment: 'staging' } },
    { intent: 'deploy.start', slots: { ...slots, environment: 'production' } },
  ])
})

test.each([
  ['a choice', [named('staging or production')], {}],
  ['two requests', [named('staging, payments to production')], {}],
  ['a misspelling', [{ slot: 'environment', typed: 'stagin', candidates: ['staging'] } as const], {}],
  ['two versions', [named('staging and production')], { ref: 'v1.1.0 to staging and v1.2.0' }],
])('%s is none', (_, nearMisses, slots) => {
  expect(listedRequests(read(nearMisses, slots), patterns)).toEqual([])
})
