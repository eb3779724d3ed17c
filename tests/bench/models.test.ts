import { execa } from 'execa'
import { expect, test } from 'vitest'
import { simulateDecisions } from '../../bench/models/decisions.ts'
import { createRandom } from '../../bench/notation/datasets/random.ts'

const MAIN = new URL('../../bench/models/main.ts', import.meta.url).pathname

test('the bench of models measures everything it promises, in its short form', { timeout: 400_000 }, async () => {
  const { stdout, exitCode } = await execa(process.execPath, [MAIN, '--quick'], { reject: false })
  expect(stdout).toMatch(/more by +-?[\d.]+ ms/)
  expect(stdout).toMatch(/16 at a time: .* 50 by the model, 0 by the rules/)
  expect(stdout).toMatch(/decisions that began while a person waited: 0/)
  expect(exitCode).toBe(0)
})

test('ten decisions a minute on one slot never go before a person who waits, and all come to their turn', async () => {
  const { people, decisions, beforePeople } = await simulateDecisions(60, createRandom(7))
  expect([people.count, decisions.count, beforePeople]).toEqual([180, 600, 0])
  expect(people.p50).toBeLessThan(decisions.p50)
})
