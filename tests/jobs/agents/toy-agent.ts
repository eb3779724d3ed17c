import { z } from 'zod'
import { defineAgent } from '../../../jobs/agents/core/define-agent.ts'
import { promptEncoder } from '../../../src/llm/prompt-encoder.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import {
  type LanguageModel,
  type ModelRequest,
  ModelUnavailableError,
  type ToolCall,
} from '../../../src/ports/language-model.ts'

const LEVELS = ['go', 'hold'] as const
const input = z.strictObject({ load: z.number(), log: z.string() })
const output = z.strictObject({ verdict: z.enum(LEVELS), reasons: z.array(z.string()).min(1) })

/** Holds above a load of 9; a model may hold below it. */
export const guard = defineAgent<z.infer<typeof input>, z.infer<typeof output>>({
  name: 'guard',
  capabilities: ['load.guard'],
  input,
  output,
  rules: {
    decide: ({ load }) =>
      load > 9 ? { verdict: 'hold', reasons: ['The load is high.'] } : { verdict: 'go', reasons: ['All is calm.'] },
    bounded: (byRules, byModel) =>
      LEVELS.indexOf(byModel.verdict) >= LEVELS.indexOf(byRules.verdict) ? byModel : byRules,
    reasons: ({ reasons }) => reasons,
  },
  run: (ask, evidence, byRules) => ask({ instructions: 'You guard.', data: { facts: evidence, rules: byRules } }),
})

/** What decides besides the model: texts are written for it as in the product. */
export function meansOf(clock: Clock, redact: (text: string) => string = (text) => text) {
  return { clock, redact, prompts: promptEncoder({ input: true, redact }) }
}

/** A moment that each answer of the model moves on by a second. */
export function steppingClock(): Clock & { pass(ms: number): void } {
  let nowMs = Date.parse('2026-03-02T09:00:00Z')
  return {
    now: () => new Date(nowMs),
    at: () => () => {},
    pass(ms) {
      nowMs += ms
    },
  }
}

export interface AskedModel extends LanguageModel {
  readonly asked: readonly ModelRequest[]
}

/** What a model calls in place of an answer: each tool with its input. */
export function calling(...each: readonly (readonly [name: string, input: unknown])[]) {
  return { toolCalls: each.map(([name, input], index): ToolCall => ({ id: `c${index + 1}`, name, input })) }
}

/** Answers with these, one after the other, each after a second of this clock. */
export function modelThatSays(
  clock: ReturnType<typeof steppingClock>,
  ...answers: readonly (object | string | ModelUnavailableError)[]
): AskedModel {
  const asked: ModelRequest[] = []
  return {
    name: 'guardian',
    asked,
    async complete(request) {
      const answer = answers[asked.length]
      asked.push(request)
      clock.pass(1_000)
      if (answer === undefined) throw new Error('asked too often')
      if (answer instanceof ModelUnavailableError) throw answer
      const said = { model: 'guardian:8b', tokens: { in: 40, out: 8 } }
      if (isCalling(answer)) return { text: '', ...said, ...answer }
      return { text: typeof answer === 'string' ? answer : JSON.stringify(answer), ...said }
    },
  }
}

function isCalling(answer: object | string): answer is ReturnType<typeof calling> {
  return typeof answer === 'object' && 'toolCalls' in answer
}
