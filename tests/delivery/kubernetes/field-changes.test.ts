import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedFields, mergePatch, revertedFields } from '../../../adapters/deploy/kubernetes/field-changes.ts'
import { changeWords } from '../../../adapters/deploy/kubernetes/field-words.ts'
import { merged } from '../../support/kubernetes/patches.ts'

const named = (value: fc.Arbitrary<unknown>) =>
  fc.uniqueArray(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), value }), { selector: ({ name }) => name })
const plain = fc.oneof(fc.string(), fc.integer(), fc.boolean())
const object = fc.dictionary(
  fc.constantFrom('one', 'two', 'three'),
  fc.oneof(plain, named(plain), fc.array(fc.string()), fc.dictionary(fc.constantFrom('x', 'y'), plain)),
)

test('fields that are taken back are as they were, and nothing else differs', () => {
  fc.assert(
    fc.property(object, object, (before, after) => {
      const back = revertedFields(after, changedFields(before, after))
      const rest = changedFields(before, back)
      // An empty list or map is as good as none.
      expect(rest.filter(({ before: one, after: other }) => !isEmpty(one) || !isEmpty(other))).toEqual([])
    }),
  )
})

const isEmpty = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)

test('a merge patch turns one object into the other', () => {
  fc.assert(
    fc.property(object, object, (from, to) => {
      expect(merged(from, mergePatch(from, to))).toEqual(to)
    }),
  )
})

const deployment = (container: object, spec: object = {}) => ({
  spec: { replicas: 2, template: { spec: { containers: [{ name: 'payments', ...container }], ...spec } } },
})

test.each([
  [{ env: [{ name: 'A', value: '1' }] }, { env: [{ name: 'A', value: 'hunter2' }] }, 'changed env A of payments'],
  [
    { resources: { limits: { memory: '256Mi' } } },
    { resources: { limits: { memory: '1Gi' } } },
    'changed the memory limit of payments from 256Mi to 1Gi',
  ],
  [{ image: 'a:1' }, { image: 'a:2' }, 'changed the image of payments from a:1 to a:2'],
  [{ readinessProbe: { httpGet: { path: '/' } } }, {}, 'removed the readiness probe of payments'],
  [
    { readinessProbe: { periodSeconds: 1, httpGet: { path: '/' } } },
    { readinessProbe: { periodSeconds: 2, httpGet: { path: '/x' } } },
    'changed the readiness probe of payments',
  ],
  [{ ports: [] }, { ports: [{ containerPort: 80 }] }, 'added port 80 of payments'],
  [{ args: ['--token=hunter2'] }, { args: ['-v'] }, 'changed the arguments of payments'],
  [{ workingDir: '/a' }, { workingDir: '/b' }, 'changed workingDir of payments'],
])('%j and %j: what differs is told without values that may be secret', (before, after, words) => {
  expect(changeWords(changedFields(deployment(before), deployment(after)))).toBe(words)
})

test('parts of the pods, and more than anybody wants to read', () => {
  const before = deployment({}, { volumes: [{ name: 'data' }], hostNetwork: false })
  const after = {
    spec: {
      replicas: 5,
      template: {
        metadata: { labels: { tier: 'x' } },
        spec: { containers: [{ name: 'payments' }, { name: 'debug' }], hostNetwork: true },
      },
    },
  }
  expect(changeWords(changedFields(before, after))).toBe(
    'changed the number of replicas from 2 to 5, added the container debug, removed the volume data, changed hostNetwork and added the metadata of the pods',
  )
  const many = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => [name, 1]))
  expect(changeWords(changedFields({ spec: {} }, { spec: many }))).toMatch(
    /, added spec\.e and changed 2 other fields$/,
  )
})
