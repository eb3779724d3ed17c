import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differences } from '../../../adapters/deploy/kubernetes/forecast/differences.ts'
import { CHANGES_SHOWN, foreseenChanges } from '../../../src/domain/plans/foreseen.ts'
import { foreseenWords } from '../../../src/texts/forecast-words.ts'
import { textsIn } from '../../../src/texts/texts-in.ts'

type Fields = Record<string, unknown>

function deployment(containers: readonly Fields[], spec: Fields = {}, metadata: Fields = {}): Fields {
  return {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', ...metadata } },
    spec: { ...spec, template: { spec: { containers } } },
  }
}

const words = (before: unknown, after: unknown): string =>
  foreseenWords(foreseenChanges(differences(before, after)), textsIn('en'))

describe('what a deployment would change, in words', () => {
  test.each([
    [
      'an image',
      deployment([{ name: 'web', image: 'shop/web:1.2' }]),
      deployment([{ name: 'web', image: 'shop/web:1.3' }]),
      'image 1.2 → 1.3',
    ],
    [
      'one of several images, from another registry with a port',
      deployment([{ name: 'web', image: 'a:5000/web:1' }, { name: 'log' }]),
      deployment([{ name: 'web', image: 'b:5000/web:1' }, { name: 'log' }]),
      'image of web a:5000/web:1 → b:5000/web:1',
    ],
    ['replicas', deployment([], { replicas: 3 }), deployment([], { replicas: 5 }), 'replicas of web 3 → 5'],
    [
      'variables, without their values',
      deployment([
        {
          name: 'web',
          env: [
            { name: 'LOG_LEVEL', value: 'info' },
            { name: 'OLD', value: 'x' },
          ],
        },
      ]),
      deployment([
        {
          name: 'web',
          env: [
            { name: 'LOG_LEVEL', value: 'hunter2' },
            { name: 'NEW', value: 'x' },
          ],
        },
      ]),
      'env LOG_LEVEL changes; env OLD is removed; new env NEW',
    ],
    [
      'the first variables of all',
      deployment([{ name: 'web' }]),
      deployment([{ name: 'web', env: [{ name: 'A', value: '1' }] }]),
      'new env A',
    ],
    [
      'a variable that comes from elsewhere now is one change',
      deployment([{ name: 'web', env: [{ name: 'A', value: '1' }] }]),
      deployment([{ name: 'web', env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] }]),
      'env A changes',
    ],
    [
      'entries of a ConfigMap',
      { kind: 'ConfigMap', metadata: { name: 'web' }, data: { a: '1', b: '2' } },
      { kind: 'ConfigMap', metadata: { name: 'web' }, data: { a: '2', c: '3' } },
      'a in web changes; b is removed from web; new entry c in web',
    ],
    [
      'anything else by its path',
      deployment([{ name: 'web', resources: { limits: { memory: '1Gi' } } }]),
      deployment([{ name: 'web', resources: { limits: { memory: '2Gi' } } }]),
      'Deployment web: spec.template.spec.containers[web].resources.limits.memory changes',
    ],
    [
      'nothing where only servers and tools have written',
      deployment([], {}, { resourceVersion: '1', managedFields: [], annotations: { 'shipmate.dev/task': 'TASK-1' } }),
      deployment([], {}, { resourceVersion: '2', annotations: { 'deployment.kubernetes.io/revision': '2' } }),
      'nothing',
    ],
  ])('%s', (_, before, after, told) => {
    expect(words(before, after)).toBe(told)
  })

  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/)
  const secret = fc.stringMatching(/^SECRET[0-9]{12}$/)
  const containers = fc.uniqueArray(
    fc.record({
      name,
      env: fc.uniqueArray(fc.record({ name, value: secret }), { selector: (one) => one.name, maxLength: 6 }),
      args: fc.array(secret, { maxLength: 3 }),
    }),
    { selector: (one) => one.name, minLength: 1, maxLength: 4 },
  )
  const objects = fc.oneof(
    fc
      .tuple(containers, fc.nat(9), fc.dictionary(name, secret, { maxKeys: 4 }))
      .map(([own, replicas, annotations]) => deployment(own, { replicas }, { annotations })),
    fc
      .dictionary(name, secret, { maxKeys: 12 })
      .map((data) => ({ kind: 'ConfigMap', metadata: { name: 'web' }, data })),
  )

  test('an object that stays as it is has no changes, and no value is ever told', () => {
    fc.assert(
      fc.property(objects, objects, (before, after) => {
        expect(differences(before, structuredClone(before))).toEqual([])
        expect(JSON.stringify(differences(before, after))).not.toContain('SECRET')
        expect(words(before, after)).not.toContain('SECRET')
      }),
    )
  })

  test('what goes one way comes back the other way, and a card holds it', () => {
    fc.assert(
      fc.property(objects, objects, (before, after) => {
        const [there, back] = [differences(before, after), differences(after, before)]
        expect(back).toHaveLength(there.length)
        expect(there.length === 0).toBe(back.length === 0)
        const told = foreseenChanges(there)
        if (told.kind !== 'changes') throw new Error('it was asked')
        expect(told.changes.length).toBeLessThanOrEqual(CHANGES_SHOWN)
        expect(told.changes.length + told.more).toBe(there.length)
      }),
    )
  })

  test.each([null, undefined, 7, 'text', [], [{ name: 'a' }, { name: 'a' }], { spec: null }, { metadata: [] }])(
    'what is no object breaks nothing: %j',
    (odd) => {
      expect(() => differences(odd, deployment([]))).not.toThrow()
      expect(() => differences(deployment([]), odd)).not.toThrow()
    },
  )
})
