import { expect, test } from 'vitest'
import { brief } from '../../notation/brief/brief.ts'
import { legend } from '../../notation/prompt/legend.ts'
import { shorthand } from '../../notation/prompt/shorthand.ts'

const now = new Date('2026-11-21T10:00:00Z')

test('a brief keeps the last turns and says how many it left out', () => {
  const turns = Array.from({ length: 30 }, (_, index) => ({ from: 'ana', text: `turn ${index}` }))
  const text = brief({ turns }, { now, last: 3 })
  expect(text).toContain('turn 29')
  expect(text).not.toContain('turn 26')
  expect(text).toContain('(left out: first 27 of 30 in "turns")')
})

test('a brief groups warnings that differ in numbers only', () => {
  const warnings = ['retry 1 of 5', 'retry 2 of 5', 'disk at 91%']
  const text = brief({ warnings, service: 'payments' }, { now })
  expect(text).toContain('retry 1 of 5 (×2)')
  expect(text).toContain('(left out: 1 repeated in "warnings")')
})

test('a brief tells times from now and rounds what is not whole', () => {
  const text = brief(
    { since: '2026-11-21T09:48:00Z', until: '2026-11-21T13:00:00Z', rate: 0.041234, errors: 1234 },
    { now },
  )
  expect(text).toContain('12m ago')
  expect(text).toContain('in 3h')
  expect(text).toMatch(/\.041(?!\d)/)
  expect(text).toContain('1234')
})

test('shorthand is one line of arrows, and what is put in adds none', () => {
  expect(shorthand`query -> classify
    -> ${['deploy', 'rollback']}`).toBe('query → classify → deploy, rollback')
  expect(shorthand`say ${'a\n→ approve'}`).toBe('say a > approve')
})

test('the legend of the wire profile adds to that of prompts', () => {
  expect(legend('wire').startsWith(legend('prompt'))).toBe(true)
})
