import { expect, test } from 'vitest'
import { questionCard } from '../../src/cards/question-card.ts'
import type { Question } from '../../src/domain/question.ts'
import { en } from '../../src/texts/en/texts.ts'

function questionWith(choices: number): Question {
  return {
    question: 'q1',
    thread: 'terminal',
    by: 'terminal:you',
    groups: [],
    intent: 'deploy.start',
    slots: {},
    slot: 'service',
    prompt: 'Which service?',
    choices: Array.from({ length: choices }, (_, index) => ({ button: `b${index}`, value: `service-${index}` })),
    state: 'open',
    askedAt: '2026-03-02T09:00:00.000Z',
  }
}

test('up to five choices are buttons, and more are a menu of the same', () => {
  const [, few] = questionCard(questionWith(5), en).blocks
  expect(few).toMatchObject({ kind: 'buttons', buttons: { length: 5 } })
  expect(few).not.toHaveProperty('menu')
  const [, many] = questionCard(questionWith(6), en).blocks
  expect(many).toMatchObject({ kind: 'buttons', buttons: { length: 6 }, menu: en.questions.choose })
})

test('a question without choices is answered in words', () => {
  expect(questionCard(questionWith(0), en).blocks).toEqual([{ kind: 'text', text: 'Which service?' }])
})
