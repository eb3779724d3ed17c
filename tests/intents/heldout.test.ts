import { describe, expect, test } from 'vitest'
import { catalogs } from '../../bench/intents/catalogs.ts'
import { heldOutDialogues } from '../../bench/intents/dialogues.ts'
import { accuracyOf, type Judged, slotF1 } from '../../bench/intents/figures.ts'
import { heldOutFor } from '../../bench/intents/heldout.ts'
import { effectOf } from '../../intents/catalog.ts'
import { createUnderstanding } from '../../intents/understand.ts'
import { answerOf } from '../../src/commands/understand/answer.ts'
import { createDialogue } from '../../src/commands/understand/dialogue.ts'
import { NO_CONTEXT, NOW } from './support.ts'

describe.each(Object.entries(catalogs))('messages never learned from, in the words of the %s', (_, catalog) => {
  const understand = createUnderstanding(catalog)
  const judged = heldOutFor(catalog).map(
    ({ text, intent, slots }): Judged => ({
      text,
      wanted: { intent, slots },
      got: answerOf(understand(text, NO_CONTEXT, NOW)),
    }),
  )

  test('are enough to tell', () => {
    expect(judged.length).toBeGreaterThanOrEqual(600)
  })

  test('are understood, with their slots', () => {
    expect(accuracyOf(judged)).toBeGreaterThanOrEqual(0.93)
    expect(slotF1(judged)).toBeGreaterThanOrEqual(0.96)
  })

  test('are never taken for a danger where they are talk, and hardly ever for a change', () => {
    const taken = judged
      .filter(({ wanted }) => wanted.intent === 'out_of_scope')
      .map(({ got }) => effectOf(got.intent))
      .filter((effect) => effect !== 'read')
    expect(taken).not.toContain('danger')
    expect(taken.length).toBeLessThanOrEqual(3)
  })
})

test('nine turns in ten of the held-out dialogues are fully right', () => {
  const understand = createUnderstanding(catalogs['example catalog'])
  const turns = heldOutDialogues().flatMap((dialogue) => {
    const answers = createDialogue(understand, NOW)(dialogue.map(({ said }) => said))
    return dialogue.map(({ intent, slots }, index) => ({ intent, slots, answer: answers[index] }))
  })
  const isRight = ({ intent, slots, answer }: (typeof turns)[number]) =>
    answer?.intent === intent && sorted(answer.slots) === sorted(slots)
  expect(turns.filter(isRight).length / turns.length).toBeGreaterThanOrEqual(0.9)
})

function sorted(slots: object): string {
  return JSON.stringify(Object.entries(slots).sort())
}
