import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isCorrection,
  mentionsSomebody,
  saysNotToStop,
  saysToStop,
  spokenAnswer,
} from '../../src/domain/spoken-answer.ts'

describe('a yes is taken word for word', () => {
  test.each(['yes', 'Yes.', ' yes please! ', 'ok', 'go ahead', 'Do it', 'ja', '@shipmate yes', 'yes, please'])(
    '%s',
    (text) => {
      expect(spokenAnswer(text)).toBe('yes')
    },
  )

  test.each([
    ...['sure?', 'ok?', 'yes?', 'go?', 'confirm?', 'go away', 'go back', 'go home', 'go to bed', 'go for lunch', 'k'],
    ...['the answer is yes', 'confirm the other one', 'yeah right', 'jk yes', 'yes /s', 'yes I saw it', '> yes'],
    ...['<@U1> yes', '@ben yes', 'yes <@U1>', 'уes', 'ｙｅｓ', 'yes and no', 'yes but later', '👍 yes', 'yes\nno'],
  ])('and this is none: %s', (text) => {
    expect(spokenAnswer(text)).not.toBe('yes')
  })

  test('so that nothing added to it is one still', () => {
    const harmless = /^[\s.,!]*$/
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), (added) => {
        fc.pre(!harmless.test(added) && !/^\s*(?:please|bitte|por favor|yes|go ahead|do it)/i.test(added))
        expect(spokenAnswer(`yes ${added}`)).toBe('neither')
      }),
    )
  })
})

describe('on the question whether to stop a task', () => {
  const cancel = { kind: 'cancel' } as const

  test.each([
    ['stop it', 'yes'],
    ['cancel it', 'yes'],
    ['yes', 'yes'],
    ['keep it running', 'no'],
    ['no', 'no'],
    ['cancel', 'unclear'],
    ['stop', 'unclear'],
  ])('%s: %s', (text, answer) => {
    expect(spokenAnswer(text, cancel)).toBe(answer)
  })

  test('elsewhere the same words take back', () => {
    expect(['stop it', 'cancel it', 'cancel'].map((text) => spokenAnswer(text))).toEqual(['no', 'no', 'no'])
  })
})

test.each(['no wait, staging', 'nope, I meant payments', 'actually production', 'make it canary', 'staging instead'])(
  '“%s” corrects',
  (text) => {
    expect(isCorrection(text)).toBe(true)
  },
)

test.each(['deploy payments to staging', 'and staging?', 'nobody answers', 'no-cache build of payments'])(
  '“%s” corrects nothing',
  (text) => {
    expect(isCorrection(text)).toBe(false)
  },
)

test.each([
  ['<@U1> yes', true],
  ['hey @ben yes', true],
  ['@shipmate yes', false],
  ['ana@example.com', false],
])('%s speaks to somebody: %s', (text, speaks) => {
  expect(mentionsSomebody(text)).toBe(speaks)
})

test('what is not to be stopped is not asked to be', () => {
  expect(['cancel it', 'please stop that'].map(saysToStop)).toEqual([true, true])
  expect(['don’t stop it', "please don't cancel it", 'keep it, no need to abort'].some(saysToStop)).toBe(false)
})

test('only what says so alone and outright is told from a no', () => {
  expect(["don't cancel it", 'Please don’t stop that!'].map(saysNotToStop)).toEqual([true, true])
  expect(["don't do it, cancel", "don't stop, I mean cancel", "don't", 'cancel'].some(saysNotToStop)).toBe(false)
})
