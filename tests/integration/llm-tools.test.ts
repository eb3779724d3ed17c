import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createCallAssembly } from '../../adapters/llm/tool-calls.ts'
import type { ModelRequest } from '../../src/ports/language-model.ts'
import { PROVIDERS } from '../support/model-providers.ts'
import type { ModelServer } from '../support/model-script.ts'

const request: ModelRequest = {
  messages: [{ role: 'user', content: 'Why did the last deployment of billionmail fail?' }],
  tools: [
    {
      name: 'query_deployments',
      description: 'The last deployments of a service.',
      parameters: { type: 'object', properties: { service: { type: 'string' } }, required: ['service'] },
    },
    { name: 'read_logs', description: 'The end of a log.', parameters: { type: 'object', properties: {} } },
  ],
  timeoutMs: 20_000,
  maxTokens: 200,
  priority: 'person',
}

describe.each(PROVIDERS)('$provider', ({ model, startServer, connect }) => {
  let server: ModelServer
  beforeEach(async () => {
    server = await startServer()
  })
  afterEach(() => server.stop())

  const complete = (asking: Partial<ModelRequest> = {}) =>
    connect(server.url, model).complete({ ...request, ...asking })

  test('the tools go along, in the form the protocol has for them', async () => {
    server.script({ says: 'I do not know.' })
    expect((await complete()).toolCalls).toBeUndefined()
    expect(server.asked[0]?.tools).toMatchObject([
      { type: 'function', function: { name: 'query_deployments', parameters: { required: ['service'] } } },
      { type: 'function', function: { name: 'read_logs' } },
    ])
  })

  test('several calls come whole, each with an id of its own, and words beside them stay', async () => {
    server.script({
      says: 'Let me look.',
      calls: [
        { name: 'query_deployments', arguments: '{"service":"billionmail","limit":5}' },
        { name: 'read_logs', arguments: '{"task":"TASK-41 — “canary”"}' },
      ],
    })
    const { text, toolCalls = [] } = await complete()
    expect(text).toBe('Let me look.')
    expect(toolCalls).toMatchObject([
      { name: 'query_deployments', input: { service: 'billionmail', limit: 5 } },
      { name: 'read_logs', input: { task: 'TASK-41 — “canary”' } },
    ])
    expect(new Set(toolCalls.map(({ id }) => id)).size).toBe(2)
  })

  test('arguments that are no JSON are known as such, and fail nothing', async () => {
    server.script({ calls: [{ name: 'read_logs', arguments: '{"task": "TASK-41' }] })
    expect((await complete()).toolCalls).toMatchObject([{ name: 'read_logs', input: undefined }])
  })

  test('a call without arguments has none', async () => {
    server.script({ calls: [{ name: 'read_logs', arguments: '' }] })
    expect((await complete()).toolCalls).toMatchObject([{ name: 'read_logs', input: {} }])
  })

  test('calls of what was not offered at all are not heard', async () => {
    server.script({ says: 'So:', calls: [{ name: 'shell', arguments: '{"command":"rm -rf /"}' }] })
    const { text, toolCalls } = await complete({ tools: [] })
    expect(text).toBe('So:')
    expect(toolCalls).toBeUndefined()
    expect(server.asked[0]?.tools).toBeUndefined()
  })

  test('what a tool found goes back beside the call that asked for it', async () => {
    server.script({ calls: [{ name: 'read_logs', arguments: '{"task":"TASK-41"}' }] }, { says: 'The port was taken.' })
    const { text, toolCalls = [] } = await complete()
    const [call] = toolCalls
    const found = { role: 'tool', content: 'EADDRINUSE', toolCallId: call?.id ?? '', name: 'read_logs' } as const
    const messages = [...request.messages, { role: 'assistant', content: text, toolCalls } as const, found]
    expect((await complete({ messages })).text).toBe('The port was taken.')
    const [, assistant, tool] = server.asked[1]?.messages ?? []
    expect(assistant).toMatchObject({ role: 'assistant', tool_calls: [{ function: { name: 'read_logs' } }] })
    expect(tool).toMatchObject({ role: 'tool', content: 'EADDRINUSE' })
    expect(tool).toMatchObject(model === 'gpt-mini' ? { tool_call_id: call?.id } : { tool_name: 'read_logs' })
  })

  test('a call that goes on for ever is cut off, and hung up on', async () => {
    server.script({ calls: [{ name: 'read_logs', arguments: JSON.stringify({ task: 'x'.repeat(50_000) }) }] })
    await expect(complete({ maxTokens: 20 })).rejects.toMatchObject({ failure: 'cut-off' })
    await server.asked[0]?.hungUp
  })

  test('a connection that breaks in the middle of the calls is a failure, not half a call', async () => {
    server.script({ calls: [{ name: 'read_logs', arguments: '{"task":"TASK-41"}' }], thenBreaks: true })
    await expect(complete()).rejects.toMatchObject({ code: 'model_unavailable' })
  })
})

describe('calls put together from parts', () => {
  const assembled = (...parts: Parameters<ReturnType<typeof createCallAssembly>['add']>[0][]) => {
    const assembly = createCallAssembly()
    for (const part of parts) assembly.add(part)
    return assembly.calls().map(({ name, input }) => [name, input])
  }

  test('parts that come in turns are kept apart by their index', () => {
    const parts = [
      { index: 0, id: 'a', name: 'one' },
      { index: 1, id: 'b', name: 'two' },
      { index: 0, input: '{"n":' },
      { index: 1, input: '{"n":2}' },
      { index: 0, input: '1}' },
    ]
    expect(assembled(...parts)).toEqual([
      ['one', { n: 1 }],
      ['two', { n: 2 }],
    ])
  })

  test('servers that give every call index 0, or none, are understood by the ids and names', () => {
    expect(
      assembled({ index: 0, id: 'a', name: 'one', input: '{}' }, { index: 0, id: 'b', name: 'two', input: '{}' }),
    ).toEqual([
      ['one', {}],
      ['two', {}],
    ])
    expect(assembled({ name: 'one' }, { input: '{"n":1}' }, { name: 'two', input: '{}' })).toEqual([
      ['one', { n: 1 }],
      ['two', {}],
    ])
  })
})
