import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseManifests } from '../../../adapters/deploy/kubernetes/manifests/parse-manifests.ts'
import { UnfitError } from '../../../adapters/deploy/kubernetes/undertaking.ts'

const WANTED = { namespace: 'shop', deployment: 'web' }
const WEB = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: {}\n'

const parse = (text: string) => parseManifests([{ name: 'deploy/web.yaml', text }], WANTED)

test('objects are put into the order in which they are applied, with the namespace of the place', () => {
  const objects = parse(
    `${WEB}---\napiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\n---\n# nothing\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\n`,
  )
  expect(objects.map(({ kind, body }) => [kind, body.metadata])).toEqual([
    ['ConfigMap', { name: 'web', namespace: 'shop' }],
    ['Service', { name: 'web', namespace: 'shop' }],
    ['Deployment', { name: 'web', namespace: 'shop' }],
  ])
})

test('a List stands for its items', () => {
  const list = `apiVersion: v1\nkind: List\nitems:\n- { apiVersion: apps/v1, kind: Deployment, metadata: { name: web } }\n`
  expect(parse(list)).toMatchObject([{ kind: 'Deployment', name: 'web' }])
})

test.each([
  ['a: [', /deploy\/web\.yaml is no YAML/],
  ['- a', /holds something that is no object/],
  ['kind: Deployment', /without a kind or a valid name/],
  ['kind: Deployment\nmetadata: { name: "../../x" }', /without a kind or a valid name/],
  [
    'apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { password: hunter2 }',
    /the Secret db with its data/,
  ],
  ['apiVersion: v1\nkind: Secret\nmetadata: { name: db }', /Shipmate applies no Secret: only ConfigMap/],
  ['apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }', /the Namespace shop, which is of the whole cluster/],
  ['apiVersion: batch/v1\nkind: Job\nmetadata: { name: once }', /Shipmate applies no Job/],
  ['apiVersion: v1\nkind: constructor\nmetadata: { name: x }', /Shipmate applies no constructor/],
  [
    'apiVersion: apps/v1beta1\nkind: Deployment\nmetadata: { name: web }',
    /as apps\/v1beta1; Shipmate applies apps\/v1/,
  ],
  [
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: prod }',
    /into the namespace prod; the service is in shop/,
  ],
  ['apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }', /hold no Deployment web/],
  [`${WEB}---\n${WEB}`, /hold Deployment\/web twice/],
  [
    'a: &a [x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c, *c, *c]',
    /is no YAML|without a kind/,
  ],
])('what must not be there is refused with a sentence: %j', (text, told) => {
  expect(() => parse(text)).toThrow(UnfitError)
  expect(() => parse(text)).toThrow(told)
  expect(() => parse(text)).not.toThrow(/hunter2/)
})

test('whatever a file holds, it is objects of the namespace or one sentence', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.json(),
    fc.string().map((text) => `${WEB}---\n${text}`),
  )
  fc.assert(
    fc.property(texts, (text) => {
      try {
        for (const { body } of parse(text)) expect(body.metadata).toMatchObject({ namespace: 'shop' })
      } catch (error) {
        expect(error).toBeInstanceOf(UnfitError)
      }
    }),
  )
})
