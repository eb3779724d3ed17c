import { expect, test } from 'vitest'
import { createConcurrencyLimiter } from '../../adapters/llm/concurrency-limiter.ts'
import { guardModel } from '../../adapters/llm/guard.ts'
import { createOllamaModel } from '../../adapters/llm/ollama.ts'
import { createOpenAiModel } from '../../adapters/llm/openai.ts'
import { routeModels } from '../../adapters/llm/route.ts'
import type { LanguageModel, ModelReply, ModelRequest } from '../../src/ports/language-model.ts'
import type { ModelCall } from '../../src/ports/model-call.ts'
import { startOllamaServer } from '../support/ollama-server.ts'
import { startOpenAiServer } from '../support/openai-server.ts'

const PATIENCE_MS = 20_000
const request: ModelRequest = {
  messages: [{ role: 'user', content: 'Where is billionmail?' }],
  timeoutMs: PATIENCE_MS,
  maxTokens: 50,
  priority: 'person',
}

const outcomeOf = ({ model, ended }: ModelCall): string =>
  ended.kind === 'answered' ? `${model} answered` : `${model} ${ended.failure}`

async function twoProviders() {
  const [ollama, openai] = await Promise.all([startOllamaServer(), startOpenAiServer()])
  const calls: ModelCall[] = []
  const route = routeModels(
    [
      guardModel(createOllamaModel({ host: ollama.url, model: 'qwen3:8b' }), {
        limiter: createConcurrencyLimiter(1),
        failuresAllowed: 2,
      }),
      guardModel(createOpenAiModel({ baseUrl: openai.url, model: 'gpt-mini' }), {
        limiter: createConcurrencyLimiter(1),
      }),
    ],
    { use: 'conversation', calls: { ended: (call) => calls.push(call), unusable: () => {} } },
  )
  const outcomes = () => calls.map(outcomeOf)
  return { ollama, openai, route, outcomes, stop: () => Promise.all([ollama.stop(), openai.stop()]) }
}

test('the first provider answers as long as it can', async () => {
  const { ollama, openai, route, outcomes, stop } = await twoProviders()
  ollama.script({ says: 'on staging' })
  expect((await route.complete(request)).text).toBe('on staging')
  expect(openai.asked).toHaveLength(0)
  expect(outcomes()).toEqual(['qwen3:8b answered'])
  await stop()
})

test.each([
  ['a full queue', { status: 503, error: 'server busy' }, 'busy'],
  ['a fault', { status: 500, error: 'out of memory' }, 'failed'],
  ['an error line', { says: 'on st', thenError: 'runner terminated' }, 'failed'],
  ['an answer cut short', { says: 'on st', outOfTokens: true as const }, 'cut-off'],
])('after %s the next provider answers, and says that it did', async (_, turn, outcome) => {
  const { ollama, openai, route, outcomes, stop } = await twoProviders()
  ollama.script(turn)
  openai.script({ says: 'on production' })
  expect(await route.complete(request)).toMatchObject({ text: 'on production', model: 'gpt-mini' })
  expect(outcomes()).toEqual([`qwen3:8b ${outcome}`, 'gpt-mini answered'])
  await stop()
})

test('a provider that says nothing leaves half of the time to the next', async () => {
  const { ollama, openai, route, outcomes, stop } = await twoProviders()
  ollama.script({ says: 'never', after: new Promise(() => {}) })
  openai.script({ says: 'on production' })
  expect((await route.complete({ ...request, timeoutMs: 1_000 })).text).toBe('on production')
  expect(outcomes()).toEqual(['qwen3:8b timed-out', 'gpt-mini answered'])
  await stop()
})

test('a text that was begun by one provider is begun anew by the next', async () => {
  const { ollama, openai, route, stop } = await twoProviders()
  ollama.script({ says: 'wrong from the', thenError: 'runner terminated' })
  openai.script({ says: 'right' })
  const seen: string[] = []
  await route.complete({ ...request, onText: (text) => seen.push(text) })
  expect(seen.at(-1)).toBe('right')
  await stop()
})

test('a provider that fails again and again is left alone', async () => {
  const { ollama, openai, route, outcomes, stop } = await twoProviders()
  ollama.script({ status: 500, error: 'out of memory' })
  openai.script({ says: 'here' })
  for (let count = 0; count < 3; count++) await route.complete(request)
  expect(ollama.asked).toHaveLength(2)
  expect(outcomes().filter((outcome) => outcome.startsWith('qwen3'))).toEqual([
    'qwen3:8b failed',
    'qwen3:8b failed',
    'qwen3:8b resting',
  ])
  await stop()
})

test('when all fail, the last failure is told', async () => {
  const { ollama, openai, route, stop } = await twoProviders()
  ollama.script({ status: 500, error: 'out of memory' })
  openai.script({ status: 503, error: 'busy' })
  await expect(route.complete(request)).rejects.toMatchObject({ failure: 'busy', code: 'model_unavailable' })
  await stop()
})

test('a refusal does not count against a provider', async () => {
  const server = await startOpenAiServer()
  server.script({ refuses: 'no' })
  const model = guardModel(createOpenAiModel({ baseUrl: server.url, model: 'gpt-mini' }), {
    limiter: createConcurrencyLimiter(1),
    failuresAllowed: 1,
  })
  await expect(model.complete(request)).rejects.toMatchObject({ failure: 'refused' })
  await expect(model.complete(request)).rejects.toMatchObject({ failure: 'refused' })
  await server.stop()
})

/** A model whose calls are ended by hand. */
function heldModel() {
  const open: { readonly question: string; readonly end: () => void }[] = []
  const model: LanguageModel = {
    name: 'held',
    complete: ({ messages }) =>
      new Promise<ModelReply>((resolve) => {
        const question = messages[0]?.content ?? ''
        open.push({ question, end: () => resolve({ text: question, model: 'held', tokens: { in: 0, out: 0 } }) })
      }),
  }
  return { model, open }
}

const about = (content: string, priority: ModelRequest['priority'] = 'person'): ModelRequest => ({
  ...request,
  messages: [{ role: 'user', content }],
  priority,
})

test('a model is asked no more at once than it bears', async () => {
  const { model, open } = heldModel()
  const guarded = guardModel(model, { limiter: createConcurrencyLimiter(2) })
  const answers = ['a', 'b', 'c'].map((question) => guarded.complete(about(question)))
  await expect.poll(() => open.length).toBe(2)
  open[0]?.end()
  await answers[0]
  await expect.poll(() => open.map(({ question }) => question)).toEqual(['a', 'b', 'c'])
  for (const { end } of open) end()
  await Promise.all(answers)
})

test('people who wait go before background work that came earlier', async () => {
  const { model, open } = heldModel()
  const guarded = guardModel(model, { limiter: createConcurrencyLimiter(1) })
  const answers = [
    guarded.complete(about('first', 'background')),
    guarded.complete(about('second', 'background')),
    guarded.complete(about('a person')),
  ]
  for (let turn = 0; turn < answers.length; turn++) {
    await expect.poll(() => open.length).toBe(turn + 1)
    open[turn]?.end()
  }
  await Promise.all(answers)
  expect(open.map(({ question }) => question)).toEqual(['first', 'a person', 'second'])
})

test('who gets no turn in time is told so, and takes no turn later', async () => {
  const { model, open } = heldModel()
  const guarded = guardModel(model, { limiter: createConcurrencyLimiter(1) })
  const first = guarded.complete(about('first'))
  await expect(guarded.complete({ ...about('late'), timeoutMs: 20 })).rejects.toMatchObject({ failure: 'busy' })
  open[0]?.end()
  await first
  const third = guarded.complete(about('third'))
  await expect.poll(() => open.map(({ question }) => question)).toEqual(['first', 'third'])
  open[1]?.end()
  await third
})

test('a provider that has rested is tried by one call, and taken back when it answers', async () => {
  const server = await startOllamaServer()
  server.script({ status: 500, error: 'out of memory' }, { says: 'well again' })
  const model = guardModel(createOllamaModel({ host: server.url, model: 'qwen3:8b' }), {
    limiter: createConcurrencyLimiter(2),
    failuresAllowed: 1,
    restMs: 0,
  })
  await expect(model.complete(request)).rejects.toMatchObject({ failure: 'failed' })
  const [tried, meanwhile] = await Promise.allSettled([model.complete(request), model.complete(request)])
  expect(tried).toMatchObject({ status: 'fulfilled', value: { text: 'well again' } })
  expect(meanwhile).toMatchObject({ status: 'rejected', reason: { failure: 'resting' } })
  expect((await model.complete(request)).text).toBe('well again')
  await server.stop()
})
