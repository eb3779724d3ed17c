import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byKey, citedAnswer } from '../../../src/conversation/investigate/cited-answer.ts'
import { partialCard } from '../../../src/conversation/investigate/model-card.ts'

const found = byKey([
  { id: 'TASK-3', says: 'failed' },
  { id: 'TASK-3:2', says: 'GET /health 500' },
  { id: '3f2a91c', says: 'Round to cents' },
])

test('sources that were found are named once each, in the order of the answer', () => {
  const { text, cited } = citedAnswer('It broke [task-3:2; 3F2A91C], says the log [TASK-3:2].', found)
  expect(text).toBe('It broke [TASK-3:2, 3f2a91c], says the log [TASK-3:2].')
  expect(cited.map(({ id }) => id)).toEqual(['TASK-3:2', '3f2a91c'])
})

test('sources that were not found are dropped, and so is what might pass for a button or leads elsewhere', () => {
  const { text, cited } = citedAnswer(
    'All well [AUDIT-1]. [Confirm] See https://evil.example/?q=1 or www.evil.example.',
    found,
  )
  expect(text).toBe('All well. See (link left out) or (link left out)')
  expect(cited).toEqual([])
})

test('no button is put together out of brackets within brackets', () => {
  expect(citedAnswer('[Con[x]firm] [[Confirm]] ]Yes[ [TASK-3]', found).text).toBe('Confirm Yes [TASK-3]')
  expect(citedAnswer('see ht[x]tps://evil.example', found).text).toBe('see (link left out)')
})

test('what a model thinks aloud is no part of its answer', () => {
  expect(citedAnswer('<think>[TASK-3] is it?</think>No [3f2a91c].', found).cited).toHaveLength(1)
})

test('whatever a model says, only sources that were found are left in brackets', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom('[', ']', '[TASK-3]', 'TASK-3', 'https://', '\n'))),
      (parts) => {
        const { text, cited } = citedAnswer(parts.join(''), found)
        for (const one of cited) expect([...found.values()]).toContain(one)
        for (const [, inside = ''] of text.matchAll(/\[([^[\]\n]{1,200})\]/g)) {
          for (const id of inside.split(', ')) expect(found.has(id.toLowerCase())).toBe(true)
        }
      },
    ),
  )
})

test('an answer that grows is shown by whole words, and brackets only when they are closed', () => {
  const shown = (soFar: string): string => JSON.stringify(partialCard(soFar, found)?.blocks ?? '')
  expect(partialCard('It', found)).toBeUndefined()
  expect(shown('It broke xoxb-1234')).toContain('It broke …')
  expect(shown('It broke [TASK-3, Audit 1')).toContain('It broke …')
  expect(shown('It broke [TASK-3] then')).toContain('It broke [TASK-3] …')
})
