import { expect, test } from 'vitest'
import { createHandClock } from '../../../adapters/rehearsal/hand-clock.ts'
import { BUDGET_MS, BUDGET_TOKENS, investigate } from '../../../src/conversation/investigate/investigate.ts'
import { type ModelReply, type ModelRequest, ModelUnavailableError } from '../../../src/ports/language-model.ts'
import { en } from '../../../src/texts/en/texts.ts'
import { ALL_TOOLS } from '../../../src/tools/all-tools.ts'
import { MOST_STEPS } from '../../../src/tools/tool-loop.ts'

const START = new Date('2026-03-02T09:00:00Z')
const LOOK = { id: 'c1', name: 'list_tasks', input: {} }

/** Plays the loop with a model that replies as told; `takesMs` passes with each reply. */
async function loop(replies: readonly (Partial<ModelReply> | ModelUnavailableError)[], takesMs = 0) {
  const clock = createHandClock(START)
  const asked: ModelRequest[] = []
  const called: string[] = []
  const end = await investigate(
    {
      model: {
        name: 'm',
        async complete(request) {
          const reply = replies[Math.min(asked.length, replies.length - 1)] ?? {}
          asked.push(request)
          clock.moveTo(new Date(clock.now().getTime() + takesMs))
          if (reply instanceof ModelUnavailableError) throw reply
          return { text: '', model: 'm', tokens: { in: 10, out: 10 }, ...reply }
        },
      },
      tools: ALL_TOOLS,
      clock,
      texts: en,
      correlationId: 'c',
      call: async ({ name }) => {
        called.push(name)
        return { kind: 'nothing', sentence: 'There is none.' }
      },
      present: (name, { kind }) => ({ content: `${name} gave ${kind}` }),
      onText: () => {},
    },
    [{ role: 'user', content: 'why?' }],
  )
  return { end, asked, called }
}

test('results go back to the model under the ids of their calls, until it answers', async () => {
  const { end, asked } = await loop([{ text: 'hm', toolCalls: [LOOK, { ...LOOK, id: 'c2' }] }, { text: 'so' }])
  expect(end).toEqual({ kind: 'answered', text: 'so', model: 'm' })
  expect(asked[1]?.messages.slice(1)).toEqual([
    { role: 'assistant', content: 'hm', toolCalls: [LOOK, { ...LOOK, id: 'c2' }] },
    { role: 'tool', content: 'list_tasks gave nothing', toolCallId: 'c1', name: 'list_tasks' },
    { role: 'tool', content: 'list_tasks gave nothing', toolCallId: 'c2', name: 'list_tasks' },
  ])
})

test('in the last step nothing is offered any more, and a model that goes on all the same is given up', async () => {
  const { end, asked } = await loop([{ toolCalls: [LOOK] }])
  expect(end.kind).toBe('gave-up')
  expect(asked).toHaveLength(MOST_STEPS)
  expect(asked.map(({ tools }) => tools !== undefined)).toEqual([true, true, true, true, false])
})

test('of many calls at once only the first are made, and each is answered', async () => {
  const calls = Array.from({ length: 9 }, (_, index) => ({ ...LOOK, id: `c${index}` }))
  const { asked, called } = await loop([{ toolCalls: calls }, { text: 'so' }])
  expect(called).toHaveLength(4)
  expect(asked[1]?.messages.filter(({ role }) => role === 'tool')).toHaveLength(9)
})

test('time is for all steps together', async () => {
  const { end, asked } = await loop([{ toolCalls: [LOOK] }], BUDGET_MS / 2)
  expect(end.kind).toBe('gave-up')
  expect(asked.map(({ timeoutMs }) => timeoutMs)).toEqual([BUDGET_MS, BUDGET_MS / 2])
})

test('so are tokens', async () => {
  const { end, asked } = await loop([{ toolCalls: [LOOK], tokens: { in: BUDGET_TOKENS - 100, out: 100 } }])
  expect(end.kind).toBe('gave-up')
  expect(asked).toHaveLength(1)
})

test('a model that fails in the middle is given up with a sentence for the person', async () => {
  const { end } = await loop([{ toolCalls: [LOOK] }, new ModelUnavailableError('refused', 'will not')])
  expect(end).toEqual({ kind: 'gave-up', sentence: 'My language model does not answer, so I used my own rules.' })
})
