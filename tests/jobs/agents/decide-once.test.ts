import { afterAll, beforeAll, expect, test } from 'vitest'
import { decideOnce } from '../../../jobs/agents/core/decide-once.ts'
import type { ShipmateEvent } from '../../../src/domain/events.ts'
import { runFrom } from '../../../src/domain/histories.ts'
import type { Store } from '../../../src/ports/event-store.ts'
import type { LanguageModel } from '../../../src/ports/language-model.ts'
import { openMemoryStore } from '../../support/memory-store.ts'
import { guard, meansOf, modelThatSays, steppingClock } from './toy-agent.ts'

const calm = { load: 1, log: 'all quiet' }
const hold = { verdict: 'hold', reasons: ['Too quiet.'] } as const
let store: Store<ShipmateEvent>
let subject = 0

beforeAll(async () => {
  store = await openMemoryStore()
})
afterAll(() => store.close())

const clock = steppingClock()
const decide = (model: LanguageModel | undefined, correlationId: string, evidence = calm, stream?: string) =>
  decideOnce(
    guard,
    evidence,
    { log: store, ...meansOf(clock), ...(model && { model }) },
    { correlationId, ...(stream !== undefined && { stream }) },
    { budgetMs: 5_000 },
  )
const anew = (): string => `request-${++subject}`

async function decisions(correlationId: string) {
  const all = await store.readAll(0, 1_000)
  return all.filter((event) => event.correlationId === correlationId && event.body.type === 'agent.decided')
}

test('what was decided counts when the same comes again, and the model is not asked twice', async () => {
  const request = anew()
  const first = await decide(modelThatSays(clock, hold), request)
  const again = await decide(modelThatSays(clock), request)
  expect(again).toEqual(first)
  expect(await decisions(request)).toHaveLength(1)
})

test('it counts also when the model would say something else by now, or is gone', async () => {
  const request = anew()
  await decide(modelThatSays(clock, hold), request)
  expect((await decide(undefined, request)).answer).toEqual(hold)
})

test('other evidence, and another request, are judged anew', async () => {
  const [request, other] = [anew(), anew()]
  await decide(modelThatSays(clock, hold), request)
  expect((await decide(undefined, request, { load: 2, log: '' })).answer.verdict).toBe('go')
  expect((await decide(undefined, other)).answer.verdict).toBe('go')
})

test('when two ask at once the first that is noted is the answer of both', async () => {
  const request = anew()
  const [one, other] = await Promise.all([
    decide(modelThatSays(clock, hold), request),
    decide(modelThatSays(clock, { verdict: 'hold', reasons: ['Another ground.'] }), request),
  ])
  expect(one).toEqual(other)
  expect(await decisions(request)).toHaveLength(1)
})

test('the event says who, on what, why, and at which cost; the evidence is not in it', async () => {
  const request = anew()
  await decide(modelThatSays(clock, hold), request)
  const [event] = await decisions(request)
  expect(event).toMatchObject({
    actor: 'agent:guard',
    body: { agent: 'guard', answer: hold, by: { kind: 'model' }, tokens: { in: 40, out: 8 }, ms: 1_000 },
  })
  expect(JSON.stringify(event)).not.toContain('all quiet')
})

test('a decision in the stream of a run leaves the run as it is', async () => {
  const request = anew()
  await decide(undefined, request, calm, 'run-TASK-404')
  await decide(modelThatSays(clock), request, calm, 'run-TASK-404')
  const history = await store.readStream('run-TASK-404')
  expect(history).toHaveLength(1)
  expect(runFrom(history)).toBeUndefined()
})
