import { describe, expect, test } from 'vitest'
import { catalogs } from '../../bench/intents/catalogs.ts'
import { contractDialogues, contractLines } from '../../bench/intents/contract-lines.ts'
import { heldOutDialogues } from '../../bench/intents/dialogues.ts'
import { accuracyOf, judge, slotF1, takenForWork } from '../../bench/intents/figures.ts'
import { heldOutFor, heldOutTemplates } from '../../bench/intents/heldout.ts'
import { shippedFrames } from '../../intents/model/example-files.ts'
import { createUnderstanding } from '../../intents/understand.ts'
import { createDialogue } from '../../src/app/commands/understand/dialogue.ts'
import { sentencesOf } from './sentences.ts'
import { NOW } from './support.ts'

const sets = [
  ...Object.entries(catalogs).map(([name, catalog]) => ({ name, catalog, lines: heldOutFor(catalog) })),
  ...contractLines().map(({ name, ...set }) => ({ ...set, name: `from the contract alone, ${name}` })),
]

describe.each(sets)('messages never learned from: $name', ({ catalog, lines }) => {
  const judged = judge(createUnderstanding(catalog), lines)

  test('are understood, with their slots', () => {
    expect(accuracyOf(judged)).toBeGreaterThanOrEqual(0.93)
    expect(slotF1(judged)).toBeGreaterThanOrEqual(0.96)
  })

  test('are never taken for a danger where they are talk, and hardly ever for a change', () => {
    const { change, danger } = takenForWork(judged)
    expect(danger).toBe(0)
    expect(change).toBeLessThanOrEqual(3)
  })
})

test('there are enough of them to tell', () => {
  const lines = heldOutFor(catalogs['example catalog']).length + contractLines().flatMap((set) => set.lines).length
  expect(lines).toBeGreaterThanOrEqual(600)
})

test('no template that is held out says what an example says', () => {
  const learned = new Set(shippedFrames().flatMap(({ text }) => sentencesOf(text)))
  const both = heldOutTemplates().filter((template) => sentencesOf(template).some((sentence) => learned.has(sentence)))
  expect(both).toEqual([])
})

const dialogues = [
  { name: 'our own', written: heldOutDialogues().map((turns) => ({ catalog: catalogs['example catalog'], turns })) },
  ...contractDialogues(),
]

test.each(dialogues)('nearly all turns of the held-out dialogues are fully right: $name', ({ written }) => {
  const turns = written.flatMap(({ catalog, turns: expected }) => {
    const answers = createDialogue(createUnderstanding(catalog), NOW)(expected.map(({ said }) => said))
    return expected.map(({ intent, slots }, index) => ({ intent, slots, answer: answers[index] }))
  })
  const isRight = ({ intent, slots, answer }: (typeof turns)[number]) =>
    answer?.intent === intent && sorted(answer.slots) === sorted(slots)
  expect(turns.filter(isRight).length / turns.length).toBeGreaterThanOrEqual(0.93)
})

function sorted(slots: object): string {
  return JSON.stringify(Object.entries(slots).sort())
}
