import { expect, test } from 'vitest'
import { rememberReadings } from '../../intents/remember-readings.ts'
import type { DialogueContext, Understanding } from '../../src/domain/understanding.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const context = (by = 'slack:U1'): DialogueContext => ({ by, turns: [] })

function counting() {
  const read: string[] = []
  let names = {}
  const understand = rememberReadings(
    (text) => {
      read.push(text)
      return { intent: text } as Understanding
    },
    () => names,
  )
  const rename = (): void => {
    names = {}
  }
  return { understand, read, rename }
}

test('the same words in the same context at the same moment are read once', () => {
  const { understand, read } = counting()
  expect(understand('help', context(), NOW)).toBe(understand('help', context(), NOW))
  expect(read).toEqual(['help'])
})

test('other words, another person, another moment or other names are read again', () => {
  const { understand, read, rename } = counting()
  understand('help', context(), NOW)
  expect(understand('status', context(), NOW)).toMatchObject({ intent: 'status' })
  understand('help', context('slack:U2'), NOW)
  understand('help', context(), new Date(NOW.getTime() + 1))
  rename()
  understand('help', context(), NOW)
  expect(read).toEqual(['help', 'status', 'help', 'help', 'help'])
})

test('what was read long ago is forgotten', () => {
  const { understand, read } = counting()
  for (let i = 0; i <= 50; i++) understand(`word ${i}`, context(), NOW)
  understand('word 0', context(), NOW)
  understand('word 50', context(), NOW)
  expect(read.filter((text) => text === 'word 0')).toHaveLength(2)
  expect(read.filter((text) => text === 'word 50')).toHaveLength(1)
})
