import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isMet, missingFrom, type Vote } from '../../../src/domain/approvals/quorum.ts'

const vote = (person: string, roles: readonly string[] = ['sre'], hasRight = false): Vote => ({
  person,
  roles,
  hasRight,
})

test('each person counts once, and only with a role that is asked for', () => {
  const two = { count: 2, roles: ['sre', 'owner'] }
  expect(missingFrom(two, [vote('ben'), vote('ben')], 'ana')).toBe(1)
  expect(missingFrom(two, [vote('ben'), vote('cleo', ['viewer'])], 'ana')).toBe(1)
  expect(missingFrom(two, [vote('ben'), vote('cleo', ['owner'])], 'ana')).toBe(0)
})

test('without roles the right counts', () => {
  expect(missingFrom({ count: 1, roles: [] }, [vote('ben', ['sre'])], 'ana')).toBe(1)
  expect(missingFrom({ count: 1, roles: [] }, [vote('ben', [], true)], 'ana')).toBe(0)
})

test('one yes may count for several quorums, and all must be met', () => {
  const quorums = [
    { count: 1, roles: ['sre'] },
    { count: 2, roles: ['sre', 'owner'] },
  ]
  expect(isMet(quorums, [vote('ben')], 'ana')).toBe(false)
  expect(isMet(quorums, [vote('ben'), vote('olga', ['owner'])], 'ana')).toBe(true)
})

test('whoever asked never counts, however often they say yes', () => {
  const person = fc.constantFrom('ana', 'ben', 'cleo')
  fc.assert(
    fc.property(fc.array(person), fc.integer({ min: 1, max: 4 }), (people, count) => {
      const others = new Set(people.filter((one) => one !== 'ana')).size
      const votes = people.map((one) => vote(one))
      expect(missingFrom({ count, roles: ['sre'] }, votes, 'ana')).toBe(Math.max(0, count - others))
    }),
  )
})
