import { pino } from 'pino'
import { beforeEach, expect, test } from 'vitest'
import { createPrometheus } from '../../adapters/metrics/prometheus.ts'
import { estimatedTokens } from '../../notation/tokens/estimate.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { modelDays } from '../../src/domain/model-days.ts'
import { createAccountOfCalls } from '../../src/llm/account-of-calls.ts'
import { promptEncoder } from '../../src/llm/prompt-encoder.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { type Append, StoreUnavailableError } from '../../src/ports/event-store.ts'
import { type ModelReply, ModelUnavailableError } from '../../src/ports/language-model.ts'
import type { ModelCall } from '../../src/ports/model-call.ts'
import { openMemoryStore } from '../support/memory-store.ts'

let now: Date
let logged: Record<string, unknown>[]
const clock = { ...systemClock, now: () => now }
const log = pino({}, { write: (line: string) => logged.push(JSON.parse(line)) })

beforeEach(() => {
  now = new Date('2026-11-25T23:59:00Z')
  logged = []
})

const prompts = promptEncoder({ input: true, redact: (text) => text })
const rows = Array.from({ length: 30 }, (_, index) => ({ id: `TASK-${index}`, service: 'billionmail', state: 'done' }))
const table = { role: 'user', ...prompts.write((encode, legend) => `${legend}\n${encode(rows)}`) } as const
const reply: ModelReply = { text: 'Fine.', model: 'qwen3:8b', tokens: { in: 500, out: 7 }, firstTextMs: 120 }
const answered = (asked: Partial<ModelCall> = {}, said: Partial<ModelReply> = {}): ModelCall => ({
  use: 'conversation',
  model: 'qwen3:8b',
  ms: 900,
  correlationId: 'correlation-7',
  ended: { kind: 'answered', reply: { ...reply, ...said }, messages: [table] },
  ...asked,
})

async function bookkeeping() {
  const store = await openMemoryStore()
  const metrics = createPrometheus()
  const account = createAccountOfCalls({ store, metrics, tokens: estimatedTokens, clock, log })
  return { store, account, page: async () => (await metrics.page()).text }
}

test('every answer is an event, and a day is what its answers come to', async () => {
  const { store, account } = await bookkeeping()
  account.ended(answered())
  account.ended(answered())
  account.ended(answered({ use: 'decision' }))
  await account.settled()
  now = new Date('2026-11-26T00:00:01Z')
  account.ended(answered())
  await account.settled()

  const [event] = await store.readAll(0, 10)
  expect(event).toMatchObject({ correlationId: 'correlation-7', body: { type: 'model.answered', tokensIn: 500 } })
  const days = await store.list(modelDays)
  const figures = days.map(({ day, use, calls, tokensIn, tokensOut }) => [day, use, calls, tokensIn, tokensOut])
  expect(figures).toEqual([
    ['2026-11-26', 'conversation', 1, 500, 7],
    ['2026-11-25', 'decision', 1, 500, 7],
    ['2026-11-25', 'conversation', 2, 1_000, 14],
  ])
  const before = days
  await store.rebuild()
  expect(await store.list(modelDays)).toEqual(expect.arrayContaining([...before]))
  await store.close()
})

test('what JSON would have cost is the provider’s count and the difference, with the legend paid for', async () => {
  const { store, account } = await bookkeeping()
  account.ended(answered())
  await account.settled()
  const written = await estimatedTokens.countTokens(table.content, 'qwen3')
  const asJson = await estimatedTokens.countTokens(table.asJson ?? '', 'qwen3')
  expect(asJson - written).toBeGreaterThan(100)
  expect(await store.list(modelDays)).toMatchObject([{ tokensIn: 500, tokensAsJson: 500 + asJson - written }])
  await store.close()
})

test('a provider that counts nothing is counted for', async () => {
  const { store, account } = await bookkeeping()
  const messages = [{ role: 'user', content: 'Where is billionmail?' }] as const
  account.ended(answered({ ended: { kind: 'answered', reply: { ...reply, tokens: { in: 0, out: 0 } }, messages } }))
  await account.settled()
  const tokens = await estimatedTokens.countTokens('Where is billionmail?', 'o200k')
  expect(await store.list(modelDays)).toMatchObject([{ tokensIn: tokens, tokensAsJson: tokens }])
  await store.close()
})

test('whoever watches sees calls, time, tokens, savings, fallbacks and answers of no use', async () => {
  const { store, account, page } = await bookkeeping()
  account.ended(answered())
  const error = new ModelUnavailableError('busy', '503: server busy')
  const failed = { kind: 'failed', failure: 'busy', error, next: 'rules' } as const
  account.ended(answered({ use: 'decision', ended: failed }))
  account.unusable({ use: 'summary', model: 'qwen3:8b' })
  await account.settled()
  const text = await page()
  const of = (use: string): string => `use="${use}",model="qwen3:8b"`
  expect(text).toContain(`shipmate_model_calls_total{${of('conversation')},outcome="answered"} 1`)
  expect(text).toContain(`shipmate_model_calls_total{${of('decision')},outcome="busy"} 1`)
  expect(text).toContain(`shipmate_model_call_seconds_sum{${of('conversation')}} 0.9`)
  expect(text).toContain(`shipmate_model_first_text_seconds_sum{${of('conversation')}} 0.12`)
  expect(text).toContain(`shipmate_model_tokens_total{${of('conversation')},direction="in"} 500`)
  expect(text).toContain(`shipmate_model_tokens_total{${of('conversation')},direction="out"} 7`)
  expect(text).toMatch(/shipmate_model_tokens_saved\{[^}]+\} [1-9]\d\d/)
  expect(text).toContain(`shipmate_model_fallbacks_total{${of('decision')},to="rules"} 1`)
  expect(text).toContain(`shipmate_model_invalid_answers_total{${of('summary')}} 1`)
  expect(logged).toMatchObject([
    { level: 30, correlationId: 'correlation-7', tokens: { in: 500, out: 7 }, msg: 'a model answered' },
    { level: 40, failure: 'busy', next: 'rules', msg: 'a model failed' },
  ])
  await store.close()
})

test('a figure that cannot be written harms nothing and is said in the log', async () => {
  const append = (_: Append<ShipmateEvent>) => Promise.reject(new StoreUnavailableError('away'))
  const metrics = createPrometheus()
  const account = createAccountOfCalls({ store: { append }, metrics, tokens: estimatedTokens, clock, log })
  account.ended(answered())
  await account.settled()
  expect(logged).toMatchObject([
    { msg: 'a model answered' },
    { level: 40, msg: 'the tokens of a call were not recorded' },
  ])
})
