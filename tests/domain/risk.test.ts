import { expect, test } from 'vitest'
import { type Risk, strictest, unseenHold } from '../../src/domain/risk.ts'

const held = (...grounds: readonly (readonly [id: string, sentence: string])[]): Risk => ({
  verdict: 'hold',
  reasons: grounds.map(([, sentence]) => sentence),
  grounds: grounds.map(([id, sentence]) => ({ id, sentence })),
})
const evening = held(['failures', '4 deployments failed within a day.'], ['hour', 'It is Monday, 19:00.'])

test('whoever confirmed over a hold has decided about its grounds, whatever hour or count they name by now', () => {
  const later = held(['hour', 'It is Monday, 20:00.'], ['failures', '3 deployments failed within a day.'])
  expect(unseenHold(evening, later)).toEqual([])
})

test('a ground that was not on the card is for its person to see', () => {
  const later = held(['hour', 'It is Monday, 20:00.'], ['others', 'Another deployment is changing production.'])
  expect(unseenHold(evening, later)).toEqual(['Another deployment is changing production.'])
})

test('a model that words its hold anew has found no new ground', () => {
  const byModel: Risk = { verdict: 'hold', reasons: ['The store was moved an hour ago.'], grounds: [], model: 'm' }
  expect(unseenHold(byModel, { ...byModel, reasons: ['An hour ago the store was moved.'] })).toEqual([])
  expect(unseenHold(evening, byModel)).toEqual([])
})

test('over a go nobody has decided anything: every reason of a hold is new', () => {
  const go: Risk = { verdict: 'go', reasons: ['It is Monday, 19:00.'] }
  expect(unseenHold(go, evening)).toEqual(evening.reasons)
  expect(unseenHold(undefined, evening)).toEqual(evening.reasons)
  expect(unseenHold(evening, go)).toEqual([])
})

test('what an older version has noted has no ids, so its sentences are compared', () => {
  const { grounds: _, ...older } = evening
  expect(unseenHold(older, evening)).toEqual([])
  expect(unseenHold(older, held(['hour', 'It is Monday, 20:00.']))).toEqual(['It is Monday, 20:00.'])
})

test('a hold that a model shares with the rules is the model’s too, so that no later answer of it can drop it', () => {
  const byModel: Risk = { verdict: 'hold', reasons: ['The store was moved an hour ago.'], model: 'm' }
  expect(strictest(evening, [byModel])).toMatchObject({
    model: 'm',
    reasons: [...evening.reasons, ...byModel.reasons],
  })
  expect(strictest(evening, [{ ...byModel, verdict: 'go' }])).not.toHaveProperty('model')
})
