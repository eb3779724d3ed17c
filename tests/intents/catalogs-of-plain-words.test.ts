import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createUnderstanding, type Understand } from '../../intents/understand.ts'
import type { Catalog } from '../../src/domain/catalog.ts'
import { NO_CONTEXT, NOW } from './support.ts'

/** Ids and aliases that teams have given to services and that are words of requests or everyday English too. */
const PLAIN_WORDS = [
  ...[
    'deploy',
    'build',
    'release',
    'status',
    'rollback',
    'restart',
    'scale',
    'log',
    'logs',
    'test',
    'tests',
    'task',
    'run',
  ],
  ...[
    'lock',
    'check',
    'approve',
    'cancel',
    'promote',
    'push',
    'ship',
    'show',
    'help',
    'history',
    'health',
    'metrics',
    'error',
  ],
  ...[
    'recs',
    'web',
    'search',
    'live',
    'inbox',
    'map',
    'home',
    'feed',
    'users',
    'orders',
    'time',
    'now',
    'last',
    'all',
    'it',
  ],
  ...['main', 'version', 'change', 'incident', 'agent', 'bot', 'dev-tools', 'the app', 'who', 'what', 'is', 'to', 'on'],
]

/** Requests that name another service, or none, in words that a service may be called by. */
const REQUESTS = [
  'deploy billionmail to staging',
  'please build billionmail',
  'roll back billionmail in production',
  'what is the status of the last deployment of billionmail?',
  'show me the last 5 deployments of billionmail',
  'what would ship to production for billionmail?',
  'check the health of billionmail in production',
  'what is the error rate of billionmail in production in the last hour?',
  'list the running tasks',
  'cancel TASK-7',
  'help',
  'what am I allowed to do?',
  'thanks',
] as const

function catalogWith(word: string, isAlias: boolean): Catalog {
  const named = isAlias ? { id: 'other-thing', aliases: [word] } : { id: word, aliases: [] }
  return {
    services: [{ id: 'billionmail', aliases: ['mail'] }, named],
    environments: [
      { id: 'production', aliases: ['prod'] },
      { id: 'staging', aliases: [] },
    ],
    rings: [],
    devices: [],
    workflows: [],
    bots: [],
  }
}

const neutral = createUnderstanding(catalogWith('quillwort', false))
const readers = new Map<string, Understand>()
function readerFor(word: string, isAlias: boolean): Understand {
  const key = `${word} ${isAlias}`
  const reader = readers.get(key) ?? createUnderstanding(catalogWith(word, isAlias))
  readers.set(key, reader)
  return reader
}

test('a service called like a word of a request changes no request that is about another', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PLAIN_WORDS),
      fc.boolean(),
      fc.constantFrom(...REQUESTS),
      (word, isAlias, request) => {
        const plain = neutral(request, NO_CONTEXT, NOW)
        const read = readerFor(word, isAlias)(request, NO_CONTEXT, NOW)
        expect({ intent: read.intent, slots: read.slots }).toEqual({ intent: plain.intent, slots: plain.slots })
      },
    ),
    { numRuns: 1_500, seed: 20_261_129 },
  )
})

test('and is deployed, rolled back and asked about by that name', () => {
  const asked = [
    ['deploy {} to staging', 'deploy.start', { environment: 'staging' }],
    ['roll back {} in production', 'rollback.start', { environment: 'production' }],
    ['status of {} in production', 'deploy.status', { environment: 'production' }],
    ['is the {} service healthy?', 'health.check', {}],
  ] as const
  fc.assert(
    fc.property(
      fc.constantFrom(...PLAIN_WORDS),
      fc.boolean(),
      fc.constantFrom(...asked),
      (word, isAlias, [says, intent, slots]) => {
        const read = readerFor(word, isAlias)(says.replace('{}', word), NO_CONTEXT, NOW)
        expect({ intent: read.intent, slots: read.slots }).toEqual({
          intent,
          slots: { ...slots, service: isAlias ? 'other-thing' : word },
        })
      },
    ),
    { numRuns: 1_000, seed: 20_261_129 },
  )
})
