import { expect, test } from 'vitest'
import { createRequestReader } from '../../intents/read-request.ts'

const readRequest = createRequestReader({
  services: [
    { id: 'billionmail', aliases: ['mail', 'bm'] },
    { id: 'web', aliases: [] },
  ],
  environments: [
    { id: 'staging', aliases: [] },
    { id: 'production', aliases: ['prod'] },
  ],
  rings: [],
  devices: [],
  workflows: [],
  bots: [],
})

test('names are taken as the catalog calls them, whatever their aliases and case', () => {
  const slots = { service: 'BM', environment: 'prod', ref: 'v1.1.0', strategy: 'canary' }
  expect(readRequest({ intent: 'deploy.start', slots })).toEqual({
    intent: 'deploy.start',
    confidence: 1,
    slots: { service: 'billionmail', environment: 'production', ref: 'v1.1.0', strategy: 'canary' },
    missing: [],
    nearMisses: [],
    unknownNames: [],
    carriedOver: [],
    alternatives: [],
    via: 'request',
  })
})

test('a misspelled name is never taken, and an unknown one is said', () => {
  const read = readRequest({ intent: 'deploy.start', slots: { service: 'bilionmail', environment: 'mars' } })
  expect(read).toMatchObject({
    slots: {},
    missing: ['service', 'environment'],
    nearMisses: [{ slot: 'service', typed: 'bilionmail', candidates: ['billionmail'] }],
    unknownNames: [{ slot: 'environment', typed: 'mars' }],
  })
})

test('no words of a value are read: a service that reads like an order names nothing', () => {
  const slots = { service: 'billionmail and roll back web', environment: 'staging' }
  const read = readRequest({ intent: 'deploy.start', slots })
  expect(read.intent).toBe('deploy.start')
  expect(read.slots).toEqual({ environment: 'staging' })
  expect(read.missing).toEqual(['service'])
})

test('words and ids are put into their form, and a ref stays as it is typed', () => {
  const rollback = (ref: string) => readRequest({ intent: 'rollback.start', slots: { ref } }).slots.ref
  expect(['Previous', 'V1.2.0', 'Feature/X'].map(rollback)).toEqual(['previous', 'V1.2.0', 'Feature/X'])
  expect(readRequest({ intent: 'task.cancel', slots: { task: 'task-7' } }).slots).toEqual({ task: 'TASK-7' })
  expect(readRequest({ intent: 'deploy.history', slots: { count: '3' } }).slots).toEqual({ count: 3 })
})

test('what an intent does not take is left out, and what it needs is missing', () => {
  expect(readRequest({ intent: 'task.cancel', slots: { service: 'web', task: '' } })).toMatchObject({
    slots: {},
    missing: ['task'],
  })
})

test('an intent that does not exist is a fault of whoever asks', () => {
  expect(() => readRequest({ intent: 'no.such', slots: {} })).toThrow('no.such')
})
