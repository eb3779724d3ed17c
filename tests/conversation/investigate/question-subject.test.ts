import { expect, test } from 'vitest'
import { questionSubject } from '../../../src/conversation/investigate/question-subject.ts'
import { timeSpanIn } from '../../../src/conversation/investigate/time-span.ts'
import { en } from '../../../src/texts/en/texts.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const thing = (id: string, ...aliases: string[]) => ({ id, aliases })
const services = [thing('billionmail', 'mail'), thing('payments')]
const environments = [thing('production', 'prod'), thing('staging')]
const catalog = { services, environments, rings: [], devices: [], workflows: [], bots: [] }
const turn = { by: 'slack:ana', intent: 'deploy.status', slots: { service: 'payments' }, at: NOW.toISOString() }
const subject = (text: string, slots = {}, turns: readonly (typeof turn)[] = []) =>
  questionSubject({ text, slots, turns, catalog, now: NOW, texts: en })

test.each([
  ["why did last night's deploy fail?", 'failure'],
  ['how come the release never went live?', 'failure'],
  ['what changed between the last two deployments of payments?', 'change'],
  ['which commit broke mail?', 'change'],
  ['is it safe to roll back payments?', 'safety'],
  ['should I roll back after that failure?', 'safety'],
  ['why is payments slow?', 'health'],
  ['what is going on with payments?', 'overview'],
] as const)('"%s" is about %s', (text, topic) => {
  expect(subject(text).topic).toBe(topic)
})

test('names are those of the text, by alias too; with two of a kind, none', () => {
  expect(subject('why did mail fail in prod?')).toMatchObject({ service: 'billionmail', environment: 'production' })
  expect(subject('why did mail and payments fail?').service).toBeUndefined()
  expect(subject('what went wrong with task 12?').task).toBe('TASK-12')
  expect(subject('why did v1.2.0 fail on staging?')).toMatchObject({ environment: 'staging', version: 'v1.2.0' })
})

test('what was spoken of before counts where the question points back to it', () => {
  expect(subject('why did it fail?', {}, [turn]).service).toBe('payments')
  expect(subject('why did the last deploy fail?', {}, [turn]).service).toBeUndefined()
})

test.each([
  ['last night', '2026-03-01T18:00:00.000Z', '2026-03-02T08:00:00.000Z'],
  ['yesterday', '2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z'],
  ['this morning', '2026-03-02T00:00:00.000Z', '2026-03-02T09:00:00.000Z'],
  ['in the last 3 hours', '2026-03-02T06:00:00.000Z', '2026-03-02T09:00:00.000Z'],
  ['within the past week', '2026-02-23T09:00:00.000Z', '2026-03-02T09:00:00.000Z'],
])('"%s" is from %s to %s', (text, since, until) => {
  expect(timeSpanIn(`what failed ${text}?`, NOW, en)).toMatchObject({ since: new Date(since), until: new Date(until) })
})

test('a night that is not over ends now, and no time is named where none is', () => {
  const atThree = new Date('2026-03-02T03:00:00Z')
  expect(timeSpanIn('what failed last night?', atThree, en)?.until).toEqual(atThree)
  expect(timeSpanIn('why did the last deploy fail?', NOW, en)).toBeUndefined()
})
