import { expect, test } from 'vitest'
import { decide, type Situation } from '../../src/conversation/decide.ts'
import type { Understanding } from '../../src/domain/understanding.ts'
import { en } from '../../src/texts/en/texts.ts'
import { NO_GATES } from '../support/no-gates.ts'

const PLACE_SAID = { service: 'billionmail', environment: 'staging' }

const guess: Understanding = {
  intent: 'deploy.start',
  confidence: 0.4,
  slots: PLACE_SAID,
  missing: [],
  nearMisses: [],
  unknownNames: [],
  carriedOver: [],
  alternatives: [
    { intent: 'deploy.status', confidence: 0.35, slots: PLACE_SAID },
    { intent: 'incident.open', confidence: 0.3, slots: PLACE_SAID },
    { intent: 'rollback.start', confidence: 0.05, slots: PLACE_SAID },
  ],
  via: 'rules',
}

const BILLIONMAIL = { id: 'billionmail', environments: ['staging'], canary: { percent: 10, minutes: 10 } }

const decideOn = (understanding: Partial<Understanding>, unsure: Situation['unsure'] = true) =>
  decide({
    understanding: { ...guess, ...understanding },
    unsure,
    open: false,
    access: { kind: 'allowed', rule: 'owner' },
    settings: { services: [BILLIONMAIL], environments: [], confirmationMinutes: 10, gates: NO_GATES },
    activeTasks: [],
    texts: en,
  })

test('a change that is only guessed is offered beside the other likely readings, and not begun', () => {
  expect(decideOn({})).toMatchObject({
    kind: 'ask',
    slot: 'request',
    choices: [
      { value: 'deploy billionmail to staging', request: { intent: 'deploy.start' } },
      { value: 'status of billionmail on staging', request: { intent: 'deploy.status' } },
    ],
  })
})

test('where nothing is likely, it is declined', () => {
  expect(decideOn({ intent: 'out_of_scope', alternatives: [] })).toEqual({ kind: 'decline' })
  expect(decideOn({ confidence: 0.09, alternatives: [] })).toEqual({ kind: 'decline' })
})

test('what seemed to be no request is offered as one when it may be', () => {
  expect(decideOn({ intent: 'out_of_scope' })).toMatchObject({
    choices: [{ value: 'status of billionmail on staging' }],
  })
})

test('a question that is only guessed does no harm and is answered', () => {
  expect(decideOn({ intent: 'deploy.status' })).toMatchObject({ kind: 'answer', intent: 'deploy.status' })
})

test('without a model nothing is unsure, and the rules decide as ever', () => {
  expect(decideOn({}, false)).toMatchObject({ kind: 'propose', intent: 'deploy.start' })
})

test('a question is offered where it is hardly likely, a change is not', () => {
  const alternatives = [
    { intent: 'deploy.history', confidence: 0.18, slots: {} },
    { intent: 'deploy.start', confidence: 0.18, slots: {} },
  ]
  expect(decideOn({ intent: 'out_of_scope', slots: {}, alternatives })).toMatchObject({
    choices: [{ request: { intent: 'deploy.history' } }],
  })
})
