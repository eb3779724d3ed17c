import { expect, test } from 'vitest'
import { z } from 'zod'
import { askForValue } from '../../src/llm/structured-answer.ts'
import { type LanguageModel, type ModelRequest, ModelUnavailableError } from '../../src/ports/language-model.ts'

const form = z.strictObject({ verdict: z.enum(['healthy', 'ill']) })

/** Answers with these texts, one after the other, and keeps what it was asked. Each answer takes a second. */
function modelThatSays(...texts: readonly (string | ModelUnavailableError)[]) {
  const asked: ModelRequest[] = []
  let nowMs = 0
  const model: LanguageModel = {
    name: 'scripted',
    async complete(request) {
      const text = texts[asked.length]
      asked.push(request)
      nowMs += 1_000
      if (text === undefined || text instanceof ModelUnavailableError) throw text ?? new Error('asked too often')
      return { text, model: 'scripted:1b', tokens: { in: 7, out: 3 } }
    },
  }
  const ask = () =>
    askForValue(model, {
      name: 'verdict',
      form,
      messages: [{ role: 'user', content: 'Is it well?' }],
      timeoutMs: 4_000,
      maxTokens: 100,
      priority: 'person',
      nowMs: () => nowMs,
    })
  return { ask, asked }
}

test('the schema goes along in the form that every provider takes', async () => {
  const { ask, asked } = modelThatSays('{"verdict":"ill"}')
  expect(await ask()).toEqual({
    kind: 'value',
    value: { verdict: 'ill' },
    model: 'scripted:1b',
    repaired: false,
  })
  expect(asked[0]?.schema).toMatchObject({
    name: 'verdict',
    schema: { type: 'object', required: ['verdict'], additionalProperties: false },
  })
})

test.each([
  ['a code fence', '```json\n{"verdict":"ill"}\n```'],
  ['words around it', 'Sure! Here it is: {"verdict": "ill"} Anything else?'],
  ['thoughts before it', '<think>is {it} well?</think>{"verdict":"ill"}'],
])('an object in %s is read', async (_, text) => {
  expect(await modelThatSays(text).ask()).toMatchObject({ value: { verdict: 'ill' }, repaired: false })
})

test.each([
  ['no JSON at all', 'It looks ill to me.'],
  ['broken JSON', '{"verdict": "ill"'],
  ['a value outside the form', '{"verdict":"fine, ship it"}'],
  ['more than was asked', '{"verdict":"ill","run":"rm -rf /"}'],
])('%s is put right in one more round, which says what was wrong', async (_, text) => {
  const { ask, asked } = modelThatSays(text, '{"verdict":"ill"}')
  expect(await ask()).toMatchObject({ kind: 'value', value: { verdict: 'ill' }, repaired: true })
  expect(asked[1]?.messages).toMatchObject([
    { role: 'user', content: 'Is it well?' },
    { role: 'assistant', content: text },
    { role: 'user', content: expect.stringContaining('cannot be used') },
  ])
})

test('the second round has the time that the first one left', async () => {
  const { ask, asked } = modelThatSays('what?', '{"verdict":"ill"}')
  await ask()
  expect(asked.map(({ timeoutMs }) => timeoutMs)).toEqual([4_000, 3_000])
})

test('an answer that is wrong twice is no answer, and there is no third round', async () => {
  const { ask, asked } = modelThatSays('what?', 'why?')
  expect(await ask()).toMatchObject({ kind: 'invalid', model: 'scripted:1b' })
  expect(asked).toHaveLength(2)
})

test('a model that is away is said to be so', async () => {
  const { ask } = modelThatSays('what?', new ModelUnavailableError('timed-out', 'too slow'))
  expect(await ask()).toMatchObject({ kind: 'unavailable', failure: 'timed-out' })
})
