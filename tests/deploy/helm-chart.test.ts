import Fastify from 'fastify'
import { afterAll, expect, test } from 'vitest'
import { parse, parseDocument } from 'yaml'
import { z } from 'zod'
import { FILE_VARIABLE, VARIABLES } from '../../config/variables.ts'
import { filesBelow, manifestsOf, read } from './manifests.ts'

/* What must hold of the chart without helm: its templates are read as text. `npm run peers:helm` renders them. */

const CHART = 'deploy/helm/shipmate'
const templates = filesBelow(`${CHART}/templates`)
const values: Readonly<Record<string, unknown>> = parse(read(`${CHART}/values.yaml`))
const objects = templates.filter((path) => path.endsWith('.yaml'))

/** Fastify has a validator of JSON Schema in it, which helm has another of. */
const validator = Fastify({ ajv: { customOptions: { removeAdditional: false, coerceTypes: false } } })
validator.post('/', { schema: { body: JSON.parse(read(`${CHART}/values.schema.json`)) } }, () => 'taken')
afterAll(() => validator.close())

async function refusalOf(changed: object): Promise<string | undefined> {
  const { statusCode, body } = await validator.inject({ method: 'POST', url: '/', payload: { ...values, ...changed } })
  return statusCode === 200 ? undefined : body
}

test('the default values are values of the schema, and each has its place there', async () => {
  expect(await refusalOf({})).toBeUndefined()
  const { properties } = JSON.parse(read(`${CHART}/values.schema.json`)) as { readonly properties: object }
  const ofHelm = ['global']
  expect(Object.keys(properties).toSorted()).toEqual([...Object.keys(values), ...ofHelm].toSorted())
})

test.each<readonly [string, object]>([
  ['a value with a wrong name', { replica: 2 }],
  ['a password', { existingSecret: { DATABASE_URL: 'postgres://ana:secret@db/shipmate' } }],
  ['no Secret', { existingSecret: '' }],
  ['two processes with a database of their own', { replicas: 2, embedded: { enabled: true } }],
  ['a digest that is none', { image: { repository: 'shipmate', digest: 'latest' } }],
  ['gRPC without a certificate', { http: { grpcPort: 3010, grpcTlsSecret: '' } }],
  ['a console in the clear', { http: { url: 'http://shipmate.example.com' } }],
  ['a namespace without a name', { deliversTo: [{ manifests: true }] }],
])('the schema refuses %s', async (_, changed) => {
  expect(await refusalOf(changed)).toMatch(/FST_ERR_VALIDATION/)
})

test('one process may have a database of its own, and several do not need to be told of it', async () => {
  expect(await refusalOf({ replicas: 1, embedded: { enabled: true } })).toBeUndefined()
  expect(await refusalOf({ replicas: 3, embedded: {} })).toBeUndefined()
})

test.each(templates)('%s uses values that there are, and ends what it begins', (path) => {
  const text = read(path)
  const used = [...text.matchAll(/\.Values((?:\.\w+)+)/g)].map(([, names = '']) => names.slice(1).split('.'))
  expect(used.filter((names) => !isThere(values, names))).toEqual([])
  const actions = [...text.matchAll(/\{\{-?\s*(if|with|range|define|end)\b/g)].map(([, word]) => word)
  const ends = actions.filter((word) => word === 'end').length
  expect(actions.length - ends).toBe(ends)
  expect(text.split('{{').length).toBe(text.split('}}').length)
  const defined = [...read(`${CHART}/templates/_names.tpl`).matchAll(/define "([\w.]+)"/g)].map(([, name]) => name)
  const included = [...text.matchAll(/include "([\w.]+)"/g)].map(([, name]) => name)
  expect(included.filter((name) => !defined.includes(name))).toEqual([])
})

test.each(objects)('%s is YAML around its actions, and no Secret', (path) => {
  const document = skeleton(path)
  expect(document.errors).toEqual([])
  expect(read(path)).not.toMatch(/kind: Secret\b|stringData|hostPath|hostNetwork|privileged: true/)
})

test('the pod is that of the plain manifests', () => {
  const plain = manifestsOf(read('deploy/kubernetes/bot/deployment.yaml'))[0]
  const pod = podIn(plain)
  const ours = podIn(skeleton(`${CHART}/templates/deployment.yaml`).toJS())
  for (const key of ['securityContext', 'terminationGracePeriodSeconds', 'enableServiceLinks'])
    expect([key, ours[key]]).toEqual([key, pod[key]])
  const [container = {}, ...others] = ours.containers
  expect(others).toEqual([])
  const ports = container.ports as readonly { readonly name: string }[]
  expect(ports.filter(({ name }) => name !== 'grpc')).toEqual(pod.containers[0]?.ports)
  const same = ['securityContext', 'startupProbe', 'livenessProbe', 'readinessProbe', 'lifecycle']
  for (const key of same) expect([key, container[key]]).toEqual([key, pod.containers[0]?.[key]])
  expect(container.volumeMounts).toEqual(expect.arrayContaining(pod.containers[0]?.volumeMounts as unknown[]))
  expect(values.resources).toEqual(pod.containers[0]?.resources)
})

test('every variable is one that the bot reads, and DATABASE_URL comes from the Secret', () => {
  const text = read(`${CHART}/templates/deployment.yaml`)
  const known = [FILE_VARIABLE, ...VARIABLES.map(({ name }) => name)]
  const named = [...text.matchAll(/name: ([A-Z][A-Z_]+)\b/g)].map(([, name = '']) => name)
  expect(named.length).toBeGreaterThan(5)
  expect(named.filter((name) => !known.includes(name))).toEqual([])
  expect(text).toMatch(/name: DATABASE_URL\n\s+valueFrom:\n\s+secretKeyRef: \{ name: \{\{ \.Values\.existingSecret/)
})

test('the Roles have the rules of docs/kubernetes.md', () => {
  for (const [file, role] of [
    ['delivery-rules.yaml', 'role.yaml'],
    ['manifests-rules.yaml', 'manifests-role.yaml'],
  ]) {
    const [plain] = manifestsOf(read(`deploy/kubernetes/delivers-to/${role}`))
    expect(parse(read(`${CHART}/files/${file}`))).toEqual(plain?.rules)
    expect(read(`${CHART}/templates/delivery-roles.yaml`)).toContain(`"files/${file}"`)
  }
})

test('Service, Ingress and ServiceMonitor ask the ports and pages of the plain ones', () => {
  const textOf = (name: string): string => read(`${CHART}/templates/${name}.yaml`)
  for (const line of read('deploy/kubernetes/bot/service.yaml').match(/- \{ name.*\}/g) ?? ['none'])
    expect(textOf('service')).toContain(line)
  for (const line of read('deploy/kubernetes/bot/optional/ingress.yaml').match(/- path: .*/g) ?? ['none'])
    expect(textOf('ingress')).toContain(line)
  expect(textOf('service-monitor')).toContain('{ port: http, path: /metrics,')
})

test('gRPC has its port in the pod, in the Service and in the NetworkPolicy', () => {
  for (const [name, line] of [
    ['deployment', '- { name: grpc, containerPort: {{ . }} }'],
    ['service', '- { name: grpc, port: {{ . }}, targetPort: grpc, appProtocol: grpc }'],
    ['network-policy', '- { protocol: TCP, port: {{ . }} }'],
  ])
    expect(read(`${CHART}/templates/${name}.yaml`)).toMatch(
      new RegExp(`\\{\\{- with \\.Values\\.http\\.grpcPort \\}\\}\\n\\s+${RegExp.escape(line ?? '')}`),
    )
})

test('the alerts are those of deploy/prometheus', () => {
  expect(read(`${CHART}/files/alerts.yaml`)).toBe(read('deploy/prometheus/alerts.yaml'))
  expect(read(`${CHART}/templates/service-monitor.yaml`)).toContain('jobLabel: app.kubernetes.io/name')
})

test('only pages that ask who is there are opened with the console', () => {
  const [, paths = ''] = /range \$path, \$type := dict (.*) \}\}/.exec(read(`${CHART}/templates/ingress.yaml`)) ?? []
  const opened = [...paths.matchAll(/"(\/[^"]*)" "(\w+)"/g)].map(([, path, type]) => `${type} ${path}`)
  expect(opened.toSorted()).toEqual([
    ...['Exact /', 'Exact /favicon.ico', 'Exact /login', 'Exact /mcp', 'Exact /ws'],
    ...['Prefix /api/v1/', 'Prefix /console/'],
  ])
})

test('the chart is of this version', () => {
  const { version } = JSON.parse(read('package.json')) as { readonly version: string }
  expect(parse(read(`${CHART}/Chart.yaml`))).toMatchObject({ apiVersion: 'v2', name: 'shipmate', appVersion: version })
  expect(read('deploy/kubernetes/bot/kustomization.yaml')).toContain(`newTag: ${version}\n`)
})

function isThere(value: unknown, [name, ...more]: readonly string[]): boolean {
  if (name === undefined) return true
  return typeof value === 'object' && value !== null && name in value && isThere(Reflect.get(value, name), more)
}

/** What is left of a template without its actions: of each choice both sides, so a key may come twice. */
function skeleton(path: string) {
  const lines = read(path)
    .split('\n')
    .filter((line) => !/^\s*\{\{.*\}\}\s*$/.test(line) && line !== '---')
  const text = lines.join('\n').replace(/\{\{.*?\}\}/g, 'x')
  return parseDocument(text, { uniqueKeys: false })
}

interface Pod {
  readonly containers: readonly Readonly<Record<string, unknown>>[]
  readonly [key: string]: unknown
}

function podIn(manifest: unknown): Pod {
  return z.object({ spec: z.object({ template: z.object({ spec: z.looseObject({}) }) }) }).parse(manifest).spec.template
    .spec as unknown as Pod
}
