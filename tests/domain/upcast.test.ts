import { expect, test } from 'vitest'
import { RENAMED_IN, upcast, upcastDocument } from '../../src/domain/upcast.ts'

const of = { task: 'TASK-1', step: 'build' }
const place = { service: 'billionmail', environment: 'staging', task: 'TASK-1' }
const look = { reasons: ['3 requests.'], minutes: 10 }
const abort = { reasons: ['Errors.'], nextStep: 'Fix it.' }

test.each([
  [
    { type: 'run.step.requested', agent: 'build', ...of },
    { type: 'run.step.requested', worker: 'build', ...of },
  ],
  [
    { type: 'run.step.unattended', capability: 'build', ...of },
    { type: 'run.step.worker-missing', worker: 'build', ...of },
  ],
  [
    { type: 'run.step.attended', capability: 'build', ...of },
    { type: 'run.step.worker-found', worker: 'build', ...of },
  ],
  [
    { type: 'run.step.postponed', ...of },
    { type: 'run.step.deferred', ...of },
  ],
  [
    { type: 'run.canary.judged', ...of, look: { ...look, word: { kind: 'go-on' }, untold: true } },
    { type: 'run.canary.judged', ...of, look: { ...look, word: { kind: 'promote' }, inconclusive: true } },
  ],
  [
    { type: 'run.canary.judged', ...of, look: { ...look, word: { kind: 'put-back', ...abort } } },
    { type: 'run.canary.judged', ...of, look: { ...look, word: { kind: 'abort', ...abort } } },
  ],
  [
    { type: 'environment.claimed', ...place },
    { type: 'environment.lock.acquired', ...place },
  ],
  [
    { type: 'environment.awaited', ...place },
    { type: 'environment.lock.queued', ...place },
  ],
  [
    { type: 'environment.released', ...place },
    { type: 'environment.lock.released', ...place },
  ],
  [
    { type: 'drift.ended', drift: 'd', how: 'mended' },
    { type: 'drift.ended', drift: 'd', how: 'fixed' },
  ],
  [
    { type: 'drift.ended', drift: 'd', how: 'replaced' },
    { type: 'drift.ended', drift: 'd', how: 'replaced' },
  ],
  [
    { type: 'run.step.failed', ...of, reason: 'untold, mended and put-back are words' },
    { type: 'run.step.failed', ...of, reason: 'untold, mended and put-back are words' },
  ],
])('%j is read as of today, and so is what was read already', (before, after) => {
  expect(upcast(before)).toEqual(after)
  expect(upcast(upcast(before))).toEqual(after)
})

test.each([
  [
    'runs',
    {
      task: 'TASK-1',
      unattended: { build: 'build' },
      postponed: { build: 2 },
      canary: { ...look, word: { kind: 'go-on' }, untold: true },
    },
    {
      task: 'TASK-1',
      missingWorkers: { build: 'build' },
      deferred: { build: 2 },
      canary: { ...look, word: { kind: 'promote' }, inconclusive: true },
    },
  ],
  ['drifts', { drift: 'd', ended: { how: 'mended', at: '' } }, { drift: 'd', ended: { how: 'fixed', at: '' } }],
])('a document of %s is brought to the names of today, once', (projection, before, after) => {
  expect(RENAMED_IN).toContain(projection)
  expect(upcastDocument(projection, before)).toEqual(after)
  expect(upcastDocument(projection, after)).toEqual(after)
})

test('what has no old name in it is the very same document', () => {
  const run = { task: 'TASK-1', state: 'succeeded' }
  expect(upcastDocument('runs', run)).toBe(run)
  expect(upcastDocument('confirmations', run)).toBe(run)
})
