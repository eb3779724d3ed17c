import { expect, test } from 'vitest'
import { confirmProblems } from '../../config/confirm-problems.ts'
import { outlineOf } from '../../config/outline.ts'

const problems = (environments: readonly object[]) => confirmProblems(outlineOf({ environments }))

test('no setting lets production be changed unasked', () => {
  expect(problems([{ id: 'staging' }, { id: 'production', confirm: 'danger-only' }])).toMatchObject([
    { path: ['environments', 1, 'confirm'], problem: 'every change to production needs confirmation' },
  ])
})

test('any other environment may ask less, and production may say what it does anyway', () => {
  expect(
    problems([
      { id: 'staging', confirm: 'danger-only' },
      { id: 'production', confirm: 'changes' },
    ]),
  ).toEqual([])
})
