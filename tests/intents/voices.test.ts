import { expect, test } from 'vitest'
import { dialoguesIn } from '../../bench/intents/dialogues.ts'
import { createDialogue } from '../../src/app/commands/understand/dialogue.ts'
import { NOW, understandExample } from './support.ts'

const files = ['dialogues/voices.yaml', 'dialogues/ellipses.yaml', 'dialogues/follow-ups.yaml']
const dialogues = files.flatMap(dialoguesIn).map((turns) => ({
  name: turns.map(({ said }) => said.text).join(' / '),
  turns,
}))

test.each(dialogues)('$name', ({ turns }) => {
  const answers = createDialogue(understandExample, NOW)(turns.map(({ said }) => said))
  expect(answers.map(({ intent, slots }) => ({ intent, slots }))).toEqual(
    turns.map(({ intent, slots }) => ({ intent, slots })),
  )
})
