import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createOllamaModel } from '../../adapters/llm/ollama.ts'
import { createOpenAiModel } from '../../adapters/llm/openai.ts'
import { type ModelRequest, ModelUnavailableError } from '../../src/ports/language-model.ts'
import { PROVIDERS } from '../support/model-providers.ts'
import type { ModelServer } from '../support/model-script.ts'
import { startOllamaServer } from '../support/ollama-server.ts'
import { startOpenAiServer } from '../support/openai-server.ts'

/** Long enough for any machine; nothing waits for it to pass. */
const PATIENCE_MS = 20_000

const request: ModelRequest = {
  messages: [
    { role: 'system', content: 'Answer in JSON.' },
    { role: 'user', content: 'Where is billionmail?' },
  ],
  schema: { name: 'place', schema: { type: 'object', properties: { place: { type: 'string' } } } },
  timeoutMs: PATIENCE_MS,
  maxTokens: 200,
  priority: 'person',
}

describe.each(PROVIDERS)('$provider', ({ model, startServer, connect }) => {
  let server: ModelServer
  beforeEach(async () => {
    server = await startServer()
  })
  afterEach(() => server.stop())

  const failureOf = (asking: Partial<ModelRequest> = {}, name = model): Promise<string> =>
    connect(server.url, name)
      .complete({ ...request, ...asking })
      .then(
        ({ text }) => `answered ${text}`,
        (error: unknown) => (error instanceof ModelUnavailableError ? error.failure : String(error)),
      )

  test('an answer comes whole, with its model and its tokens', async () => {
    server.script({ says: '{"place":"staging"}' })
    const reply = await connect(server.url, model).complete(request)
    expect(reply).toMatchObject({ text: '{"place":"staging"}', model, tokens: { in: 120, out: 12 } })
    expect(reply.firstTextMs).toBeGreaterThanOrEqual(0)
  })

  test('the question goes with its schema, its budget and the bearer key', async () => {
    server.script({ says: '{}' })
    await connect(server.url, model, 'key-of-the-harbour').complete(request)
    expect(server.asked).toMatchObject([
      {
        messages: request.messages,
        schema: request.schema?.schema,
        maxTokens: 200,
        authorization: 'Bearer key-of-the-harbour',
      },
    ])
  })

  test('the text can be watched while it grows', async () => {
    server.script({ says: 'It is on staging.' })
    const seen: string[] = []
    await connect(server.url, model).complete({ ...request, onText: (text) => seen.push(text) })
    expect(seen.length).toBeGreaterThan(1)
    expect(seen[0]).toBe('It is ')
    expect(seen.at(-1)).toBe('It is on staging.')
  })

  test('an error line in the middle of a stream is a failure, not an answer', async () => {
    server.script({ says: '{"place":"sta', thenError: 'llama runner process has terminated' })
    expect(await failureOf()).toBe('failed')
  })

  test('a connection that breaks in the middle of the answer is a failure', async () => {
    server.script({ says: '{"place":"sta', thenBreaks: true })
    expect(['failed', 'cut-off', 'unreachable']).toContain(await failureOf())
  })

  test('an answer that outgrows its tokens is no answer', async () => {
    server.script({ says: '{"place":"sta', outOfTokens: true })
    expect(await failureOf()).toBe('cut-off')
  })

  test('a server that knows no limit is cut off, and hung up on', async () => {
    server.script({ says: 'and so on '.repeat(2_000) })
    expect(await failureOf({ maxTokens: 20 })).toBe('cut-off')
    await server.asked[0]?.hungUp
  })

  test('a model that is not there is said to be unknown', async () => {
    expect(await failureOf({}, 'llama9:900b')).toBe('unknown-model')
  })

  test('a full queue is said to be busy, and asked once only', async () => {
    server.script({ status: 503, error: 'server busy, please try again. maximum pending requests exceeded' })
    expect(await failureOf()).toBe('busy')
    expect(server.asked).toHaveLength(1)
  })

  test('a wrong key is said to be not allowed', async () => {
    server.script({ status: 401, error: 'unauthorized' })
    expect(await failureOf()).toBe('not-allowed')
  })

  test('a slow first token ends with the time, and the server is hung up on', async () => {
    server.script({ says: 'never', after: new Promise(() => {}) })
    expect(await failureOf({ timeoutMs: 50 })).toBe('timed-out')
    await server.asked[0]?.hungUp
  })

  test('a slow first token that comes in time is waited for', async () => {
    const first = Promise.withResolvers<void>()
    server.script({ says: 'at last', after: first.promise })
    const answer = failureOf()
    first.resolve()
    expect(await answer).toBe('answered at last')
  })

  test('an answer nobody wants any more is given up, and the server is hung up on', async () => {
    server.script({ says: 'never', after: new Promise(() => {}) })
    const leaving = new AbortController()
    const answer = failureOf({ signal: leaving.signal })
    await expect.poll(() => server.asked.length).toBe(1)
    leaving.abort()
    expect(await answer).toBe('cancelled')
    await server.asked[0]?.hungUp
  })

  test('a server that is not there is said to be unreachable', async () => {
    await server.stop()
    expect(await failureOf()).toBe('unreachable')
    server = await startServer()
  })
})

test("a refusal in OpenAI's protocol is told from an answer", async () => {
  const server = await startOpenAiServer()
  server.script({ refuses: 'I cannot help with that.' })
  const model = createOpenAiModel({ baseUrl: server.url, model: 'gpt-mini' })
  await expect(model.complete(request)).rejects.toMatchObject({ failure: 'refused' })
  await server.stop()
})

test('a model of Ollama that was too slow is loaded meanwhile, since hanging up had ended that', async () => {
  const server = await startOllamaServer()
  server.script({ says: 'never', after: new Promise(() => {}) })
  const model = createOllamaModel({ host: server.url, model: 'qwen3:8b' })
  await expect(model.complete({ ...request, timeoutMs: 50 })).rejects.toMatchObject({ failure: 'timed-out' })
  await model.warmUp()
  expect(server.visited).toEqual(['/api/generate'])
  await server.stop()
  await model.warmUp()
})

// No machine that tests this project has a GPU to lend, so this one is there only where somebody names an Ollama.
const REAL = process.env.TEST_OLLAMA_HOST
if (REAL === undefined) process.stdout.write('No real Ollama is asked: TEST_OLLAMA_HOST is not set.\n')
else askRealOllama(REAL)

function askRealOllama(host: string): void {
  test('a real Ollama answers in the form asked for', async () => {
    const model = createOllamaModel({ host, model: process.env.TEST_OLLAMA_MODEL ?? 'qwen3:8b' })
    const { text } = await model.complete({ ...request, timeoutMs: 120_000 })
    expect(text).toContain('place')
  })

  test('a real Ollama calls a tool that it is offered', async () => {
    const model = createOllamaModel({ host, model: process.env.TEST_OLLAMA_MODEL ?? 'qwen3:8b' })
    const { schema: _, ...question } = request
    const { toolCalls = [] } = await model.complete({
      ...question,
      messages: [{ role: 'user', content: 'Look up where billionmail runs, with the tool find_place.' }],
      tools: [
        {
          name: 'find_place',
          description: 'Says where a service runs.',
          parameters: { type: 'object', properties: { service: { type: 'string' } }, required: ['service'] },
        },
      ],
      timeoutMs: 120_000,
    })
    expect(toolCalls).toMatchObject([{ name: 'find_place', input: { service: 'billionmail' } }])
  })
}
