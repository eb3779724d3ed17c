import { expect, test } from 'vitest'
import { checkDialogues } from './check-dialogues.ts'
import { FAULTS } from './judge-dialogue.ts'

/**
 * The same every time, so that a red run says something of the change; other dialogues are drawn by `npm run dialogues`, or
 * here by `DIALOGUES_SEED=7 DIALOGUES_COUNT=500 npx vitest run tests/dialogues`.
 */
const seed = Number(process.env.DIALOGUES_SEED ?? 20_261_129)
const count = Number(process.env.DIALOGUES_COUNT ?? 150)

test(`${count} random dialogues with seed ${seed} keep the rule of the conversation`, async () => {
  const { violation, counts, dialogues } = await checkDialogues({ count, seed, faults: FAULTS })
  if (violation) expect.fail(`${violation.faults.join(', ')}\n\n${violation.transcript}`)
  expect(dialogues).toBe(count)
  expect([...counts.keys()].filter((what) => what.startsWith('begun'))).not.toEqual([])
})
