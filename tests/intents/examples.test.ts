import { expect, test } from 'vitest'
import { intents } from '../../intents/catalog.ts'
import { readFrames } from '../../intents/model/example-file.ts'
import { shippedFrames } from '../../intents/model/example-files.ts'
import { createUnderstanding } from '../../intents/understand.ts'
import { exampleCatalog, NO_CONTEXT, NOW, understandExample } from './support.ts'

test('every intent has examples', () => {
  const shown = new Set(shippedFrames().map(({ intent }) => intent))
  expect([...intents.keys()].filter((intent) => !shown.has(intent))).toEqual([])
})

test('an example of an intent that is none is reported with file and line', () => {
  expect(() => readFrames('deploy.start: |\n  ship it\ndeploy.strat: |\n  ship\n', 'mine.yaml')).toThrow(
    'mine.yaml:3: no intent is called "deploy.strat"',
  )
})

test('a slot that is none is reported with the line it stands in', () => {
  const yaml = '# what we say\ndeploy.start: |\n  ship {service}\n  ship {servise} to {environment}\n'
  expect(() => readFrames(yaml, 'mine.yaml')).toThrow('mine.yaml:4: no slot is called "servise"')
})

test('everything that is wrong in a file is reported at once', () => {
  const yaml = 'nothing.here: |\n  x\ndeploy.start: |\n  ship {a} and {b}\n'
  expect(() => readFrames(yaml, 'mine.yaml')).toThrow(/mine\.yaml:1.*\n.*mine\.yaml:4.*"a".*\n.*mine\.yaml:4.*"b"/)
})

test('broken YAML is reported with file and line', () => {
  expect(() => readFrames('deploy.start: "x\n', 'mine.yaml')).toThrow(/^mine\.yaml:\d+: /)
})

test('what people here say is learned beside the shipped examples', () => {
  const own = readFrames('health.check: |\n  (zap|prod) the flux of {service}\n  flux of {service}\n', 'mine.yaml')
  const understand = createUnderstanding(exampleCatalog, own)
  expect(understand('flux of payments', NO_CONTEXT, NOW)).toMatchObject({
    intent: 'health.check',
    slots: { service: 'payments' },
  })
})

test.each([
  ['kannst du payments bitte auf staging deployen', 'deploy.start', { service: 'payments', environment: 'staging' }],
  ['zeig mir die letzten 5 deployments', 'deploy.history', { count: 5 }],
  ['zeig mir die logs von checkout', 'logs.show', { service: 'checkout' }],
  ['rolle payments auf production zurück', 'rollback.start', { service: 'payments', environment: 'production' }],
  ['was kannst du', 'help.show', {}],
  ['despliega payments en staging', 'deploy.start', { service: 'payments', environment: 'staging' }],
  ['muéstrame los logs de checkout', 'logs.show', { service: 'checkout' }],
  ['cancela TASK-4', 'task.cancel', { task: 'TASK-4' }],
  ['revierte payments en production', 'rollback.start', { service: 'payments', environment: 'production' }],
  ['qué puedes hacer', 'help.show', {}],
])('%s', (says, intent, slots) => {
  expect(understandExample(says, NO_CONTEXT, NOW)).toMatchObject({ intent, slots })
})

test.each(['payments bitte nicht auf production zurückrollen', 'no reviertas payments en production'])(
  'a request not to act is none in another language either: %s',
  (says) => {
    expect(understandExample(says, NO_CONTEXT, NOW).intent).toBe('out_of_scope')
  },
)

test('a reading in doubt is offered beside its rivals, and no order', () => {
  const { intent, alternatives } = understandExample('payments gronk deployment', NO_CONTEXT, NOW)
  expect(intent).toBe('out_of_scope')
  expect(alternatives.length).toBeGreaterThan(0)
})
