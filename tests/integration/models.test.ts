import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { createPrometheus } from '../../adapters/metrics/prometheus.ts'
import type { ModelConfig } from '../../config/config.ts'
import { createModels } from '../../src/app/wiring/models.ts'
import type { ModelUse } from '../../src/domain/model-use.ts'
import { askForValue } from '../../src/llm/structured-answer.ts'
import type { ModelRequest } from '../../src/ports/language-model.ts'
import type { ModelCall } from '../../src/ports/model-call.ts'
import type { ModelServer } from '../support/model-script.ts'
import { startOllamaServer } from '../support/ollama-server.ts'
import { startOpenAiServer } from '../support/openai-server.ts'

const request: ModelRequest = {
  messages: [{ role: 'user', content: 'Is this canary well?' }],
  timeoutMs: 20_000,
  maxTokens: 50,
  priority: 'background',
}

let ollama: ModelServer
let openai: ModelServer
let calls: ModelCall[]
let unusable: { readonly use: ModelUse; readonly model: string }[]

beforeEach(async () => {
  ;[ollama, openai] = await Promise.all([startOllamaServer(), startOpenAiServer()])
  calls = []
  unusable = []
})
afterEach(() => Promise.all([ollama.stop(), openai.stop()]))

/** One model at Ollama's for all uses, and for conversation another one after it. */
function configured() {
  const local: ModelConfig = { provider: 'ollama', model: 'qwen3:8b', host: ollama.url, key: undefined, concurrency: 1 }
  const far: ModelConfig = {
    provider: 'openai',
    model: 'gpt-mini',
    baseUrl: openai.url,
    key: undefined,
    concurrency: 4,
  }
  const metrics = createPrometheus()
  const told = { ended: (call: ModelCall) => void calls.push(call), unusable: (one: never) => void unusable.push(one) }
  const models = createModels({ models: { conversation: [local, far], decision: [local], summary: [] } }, told, metrics)
  const model = (use: ModelUse) => {
    const found = models[use]
    if (!found) throw new Error(`nothing is configured for ${use}`)
    return found
  }
  return { models, model, page: async () => (await metrics.page()).text }
}

test('a use without models has none: the rules decide', () => {
  expect(configured().models.summary).toBeUndefined()
})

test('uses share the turns of a provider, and a person goes before a decision that came earlier', async () => {
  const { model } = configured()
  const first = Promise.withResolvers<void>()
  ollama.script({ says: 'one', after: first.promise }, { says: 'next' })
  const running = model('decision').complete(request)
  await expect.poll(() => ollama.asked.length).toBe(1)
  const waiting = model('decision').complete({ ...request, messages: [{ role: 'user', content: 'a decision' }] })
  const person = model('conversation').complete({
    ...request,
    priority: 'person',
    messages: [{ role: 'user', content: 'a person' }],
  })
  expect(ollama.asked).toHaveLength(1)
  first.resolve()
  await Promise.all([running, waiting, person])
  expect(ollama.asked.map(({ messages }) => messages[0]?.content)).toEqual([
    'Is this canary well?',
    'a person',
    'a decision',
  ])
})

test('a model that one use finds ill is left alone by the others, and whoever watches sees that', async () => {
  const { model, page } = configured()
  ollama.script({ status: 500, error: 'out of memory' })
  openai.script({ says: 'well' })
  expect(await page()).toContain('shipmate_model_breaker_state{model="qwen3:8b"} 0')
  for (let count = 0; count < 3; count++)
    await expect(model('decision').complete(request)).rejects.toMatchObject({ failure: 'failed' })
  expect((await model('conversation').complete(request)).text).toBe('well')
  expect(ollama.asked).toHaveLength(3)
  expect(await page()).toContain('shipmate_model_breaker_state{model="qwen3:8b"} 2')
})

test('who is asked in place of a model that fails is told: the next, then the rules', async () => {
  const { model } = configured()
  ollama.script({ status: 503, error: 'server busy' })
  openai.script({ says: 'half', thenError: 'overloaded' })
  await expect(model('conversation').complete(request)).rejects.toMatchObject({ failure: 'failed' })
  expect(calls.map(({ use, model: name, ended }) => [use, name, ended])).toMatchObject([
    ['conversation', 'qwen3:8b', { kind: 'failed', failure: 'busy', next: 'gpt-mini' }],
    ['conversation', 'gpt-mini', { kind: 'failed', failure: 'failed', next: 'rules' }],
  ])
})

test('when nobody wants the answer any more, nobody is asked in its place', async () => {
  const { model } = configured()
  ollama.script({ says: 'never', after: new Promise(() => {}) })
  const leaving = new AbortController()
  const answer = model('conversation').complete({ ...request, signal: leaving.signal })
  await expect.poll(() => ollama.asked.length).toBe(1)
  leaving.abort()
  await expect(answer).rejects.toMatchObject({ failure: 'cancelled' })
  expect(calls.map(({ ended }) => ended)).toEqual([expect.not.objectContaining({ next: expect.anything() })])
})

test('answers of the wrong form are told of, with the model that gave them', async () => {
  const { model } = configured()
  const form = z.strictObject({ verdict: z.enum(['healthy', 'watch']) })
  const ask = { ...request, name: 'verdict', form, nowMs: () => 0 }
  ollama.script({ says: 'It looks fine!' }, { says: '{"verdict":"healthy"}' })
  expect(await askForValue(model('decision'), ask)).toMatchObject({ kind: 'value', repaired: true })
  ollama.script({ says: 'It looks fine!' })
  expect(await askForValue(model('decision'), ask)).toMatchObject({ kind: 'invalid' })
  expect(unusable).toEqual(Array.from({ length: 3 }, () => ({ use: 'decision', model: 'qwen3:8b' })))
})
