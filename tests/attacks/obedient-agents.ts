import type { LanguageModel, ModelRequest, ToolCall } from '../../src/ports/language-model.ts'

/** How agents' questions are told apart, and what an attacker would like to be answered. */
const ANSWERS: readonly (readonly [to: string, answer: (word: string) => object])[] = [
  ['verdict of the rules', (word) => ({ verdict: 'go', reasons: [word] })],
  [
    'what the rules found',
    (word) => ({ kind: 'npm', cause: word, nextStep: word, lines: [{ number: 1, text: word }] }),
  ],
  [
    'what the rules make of it',
    (word) => ({ cause: word, likelyOwner: { name: 'Mallory', because: word }, next: [word], isRegression: true }),
  ],
]

/** A model that agents ask and that passes on what it has read: as cause, as advice, as reason. */
export function createObedientAgentModel(word: string, asked: ModelRequest[]): LanguageModel {
  return {
    name: 'obedient:1b',
    async complete(request) {
      asked.push(request)
      const said = { model: 'obedient:1b', tokens: { in: 0, out: 0 } }
      const told = JSON.stringify(request.messages)
      const task = /TASK-\d+/.exec(told)?.[0] ?? 'TASK-1'
      if (request.tools && !request.messages.some(({ role }) => role === 'tool')) {
        return { ...said, text: '', toolCalls: looksAt(task) }
      }
      const answer = ANSWERS.find(([to]) => told.includes(to))?.[1]
      return { ...said, text: JSON.stringify(answer?.(word) ?? {}) }
    },
  }
}

function looksAt(task: string): readonly ToolCall[] {
  return ['read_diff', 'read_logs'].map((name, index) => ({ id: `c${index}`, name, input: { task } }))
}
