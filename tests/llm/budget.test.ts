import { expect, test } from 'vitest'
import { withBudget } from '../../src/llm/budget.ts'
import type { LanguageModel, ModelRequest } from '../../src/ports/language-model.ts'

const request: ModelRequest = {
  messages: [{ role: 'user', content: 'why?' }],
  timeoutMs: 4_000,
  maxTokens: 300,
  priority: 'person',
}

function clockedModel() {
  const asked: Pick<ModelRequest, 'timeoutMs' | 'maxTokens'>[] = []
  let now = 0
  const model: LanguageModel = {
    name: 'small',
    async complete({ timeoutMs, maxTokens }) {
      asked.push({ timeoutMs, maxTokens })
      now += 3_000
      return { text: 'hm', model: 'small', tokens: { in: 400, out: 100 } }
    },
  }
  return { model, asked, nowMs: () => now }
}

test('calls share the time, and with none left nobody is asked', async () => {
  const { model, asked, nowMs } = clockedModel()
  const budgeted = withBudget(model, { ms: 6_000, tokens: 100_000, nowMs })
  await budgeted.complete({ ...request, timeoutMs: 5_000 })
  await budgeted.complete({ ...request, timeoutMs: 5_000 })
  await expect(budgeted.complete(request)).rejects.toMatchObject({ failure: 'timed-out' })
  expect(asked.map(({ timeoutMs }) => timeoutMs)).toEqual([5_000, 3_000])
})

test('calls share the tokens, those that go in included', async () => {
  const { model, asked, nowMs } = clockedModel()
  const budgeted = withBudget(model, { ms: 60_000, tokens: 700, nowMs })
  await budgeted.complete(request)
  await budgeted.complete(request)
  await expect(budgeted.complete(request)).rejects.toMatchObject({ failure: 'cut-off' })
  expect(asked.map(({ maxTokens }) => maxTokens)).toEqual([300, 200])
})
