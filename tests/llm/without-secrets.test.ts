import { expect, test } from 'vitest'
import { textsOf, withoutSecrets } from '../../src/llm/without-secrets.ts'
import type { ModelRequest } from '../../src/ports/language-model.ts'

const redact = (text: string): string => text.replaceAll('hunter2', '[secret]')

test('no secret goes to a model in any part of a conversation, and none comes from it', async () => {
  const asked: ModelRequest[] = []
  const shown: string[] = []
  const model = withoutSecrets(
    {
      name: 'm',
      async complete(request) {
        asked.push(request)
        request.onText?.('it is hunter2')
        const toolCalls = [{ id: 'c', name: 'read_logs', input: { hunter2: ['hunter2'] } }]
        return { text: 'hunter2!', toolCalls, model: 'm', tokens: { in: 0, out: 0 } }
      },
    },
    redact,
  )
  const reply = await model.complete({
    messages: [
      { role: 'system', content: 'hunter2' },
      { role: 'assistant', content: 'hunter2', toolCalls: [{ id: 'c', name: 'x', input: { a: [{ b: 'hunter2' }] } }] },
      { role: 'tool', content: 'hunter2', toolCallId: 'c', name: 'x' },
    ],
    timeoutMs: 1,
    maxTokens: 1,
    priority: 'person',
    onText: (text) => shown.push(text),
  })
  for (const part of [asked[0]?.messages, shown, reply]) {
    expect(JSON.stringify(part)).not.toContain('hunter2')
    expect(JSON.stringify(part)).toContain('[secret]')
  }
})

test('what is no text stays as it is', () => {
  const value = { a: 1, b: null, c: [true, undefined], d: { e: 'hunter2' } }
  expect(textsOf(value, redact)).toEqual({ ...value, d: { e: '[secret]' } })
})
