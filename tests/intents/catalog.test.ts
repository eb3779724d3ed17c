import { expect, test } from 'vitest'
import { effectOf, intents, parseIntents, slotsOf } from '../../intents/catalog.ts'
import { createUnderstanding } from '../../intents/understand.ts'
import { exampleCatalog } from './support.ts'

test('the catalog holds every intent with its effect and slots', () => {
  expect(intents.size).toBe(57)
  expect(effectOf('rollback.start')).toBe('danger')
  expect(effectOf('deploy.status')).toBe('read')
  expect(slotsOf('deploy.start')).toEqual(['service', 'environment', 'ref', 'strategy'])
})

test('a wrong effect is reported with the file and the intent', () => {
  const yaml = 'slots: {}\nintents:\n  deploy.start: { effect: maybe, needs: [], takes: [] }'
  expect(() => parseIntents(yaml, 'my.yaml')).toThrow(/my\.yaml: intents\.deploy\.start\.effect/)
})

test('a slot that is not declared is reported with the intent that uses it', () => {
  const yaml = 'slots: { service: one }\nintents:\n  deploy.start: { effect: change, needs: [servise], takes: [] }'
  expect(() => parseIntents(yaml, 'my.yaml')).toThrow('my.yaml: intents.deploy.start: slot "servise" is not declared')
})

test('one name for two services is refused, naming both', () => {
  const services = [
    { id: 'payments', aliases: ['pay'] },
    { id: 'payroll', aliases: ['Pay'] },
  ]
  expect(() => createUnderstanding({ ...exampleCatalog, services })).toThrow(/"payments" and "payroll"/)
})

test('names that differ only in blanks and hyphens collide as well', () => {
  const environments = [
    { id: 'pre-prod', aliases: [] },
    { id: 'other', aliases: ['Pre Prod'] },
  ]
  expect(() => createUnderstanding({ ...exampleCatalog, environments })).toThrow(/"pre-prod" and "other"/)
})

test('one name may stand for a service and for a bot', () => {
  const bots = [{ id: 'payments', aliases: [] }]
  expect(() => createUnderstanding({ ...exampleCatalog, bots })).not.toThrow()
})
