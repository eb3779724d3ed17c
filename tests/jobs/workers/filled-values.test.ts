import { expect, test } from 'vitest'
import { filledBody, leadsElsewhere, wouldBeOption } from '../../../jobs/workers/filled-values.ts'

const values = (x: string) => ({ inputs: { x }, outputs: {}, results: {}, run: { task: 'TASK-1', by: 'ana' } })
const X = '$' + '{{ inputs.x }}'

test('a value in a body that is JSON stays one text or one value', () => {
  expect(filledBody(`{"user": "${X}"}`, values('u","role":"admin'))).toBe('{"user": "u\\",\\"role\\":\\"admin"}')
  expect(filledBody(`{"n": ${X}}`, values('3'))).toBe('{"n": 3}')
  expect(filledBody(`{"n": ${X}}`, values('3, "m": 4'))).toBeUndefined()
  expect(filledBody(`user=${X}`, values('a"b'))).toBe('user=a"b')
})

test.each(['', '.', '..'])('“%s” as a part of a path leads elsewhere', (value) => {
  expect(leadsElsewhere(`https://a.example/users/${X}`, values(value))).toBe(true)
  expect(leadsElsewhere(`https://a.example/users?x=${X}`, values(value))).toBe(false)
})

test('a value that begins with - is an option unless -- is before it', () => {
  expect(wouldBeOption(['tar', 'xf', X], values('--to-command=id'))).toBe('--to-command=id')
  expect(wouldBeOption(['tar', 'xf', '--', X], values('-x'))).toBeUndefined()
})
