import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createHandClock } from '../../../adapters/rehearsal/hand-clock.ts'
import { sentenceCard } from '../../../src/cards/sentence-card.ts'
import { growAnswer } from '../../../src/conversation/investigate/growing-answer.ts'

const START = new Date('2026-03-02T09:00:00Z')

function growing(updateDraft: (text: string) => Promise<void>) {
  const clock = createHandClock(START)
  const log = pino({ level: 'silent' })
  const answer = growAnswer(
    { clock, log, updateDraft: (_, card) => updateDraft(JSON.stringify(card.blocks)) },
    { message: 'm', correlationId: 'c' },
  )
  const wait = async (ms: number): Promise<void> => {
    clock.moveTo(new Date(clock.now().getTime() + ms))
    await new Promise(setImmediate)
  }
  return { wait, show: (text: string) => answer.show(sentenceCard(text)), end: answer.end }
}

test('at most one writing a second, of the newest text', async () => {
  const written: string[] = []
  const { show, wait, end } = growing(async (text) => void written.push(text))
  for (const text of ['one', 'two', 'three']) show(text)
  await wait(0)
  expect(written).toEqual([expect.stringContaining('one')])
  await wait(999)
  expect(written).toHaveLength(1)
  await wait(1)
  expect(written).toEqual([expect.stringContaining('one'), expect.stringContaining('three')])
  await end()
})

test('after its end nothing is written any more, and a writing that has begun is waited for', async () => {
  const written: string[] = []
  const held = Promise.withResolvers<void>()
  const { show, wait, end } = growing(async (text) => {
    await held.promise
    written.push(text)
  })
  show('one')
  show('two')
  const ended = end()
  held.resolve()
  await ended
  await wait(5_000)
  expect(written).toEqual([expect.stringContaining('one')])
})

test('a database that does not take it is no reason not to answer', async () => {
  const { show, end } = growing(async () => {
    throw new Error('away')
  })
  show('one')
  await expect(end()).resolves.toBeUndefined()
})
