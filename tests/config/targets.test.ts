import { expect, test } from 'vitest'
import { problemsOf, read } from './write-config.ts'

const RINGS = `
inventory: { url: http://127.0.0.1:4555 }
environments: [{ id: ring-0, ring: true }, { id: staging }]
`

test('a service is local unless it says otherwise, and each of its environments may say otherwise', () => {
  const { services = [] } = read(`${RINGS}
services:
  - id: shop
    repository: r
    start: [node, server.js]
    environments:
      staging: { port: 8081 }
      ring-0: { target: { kind: inventory } }
`)
  expect(services[0]?.local?.start).toEqual(['node', 'server.js'])
  expect(services[0]?.environments).toMatchObject({
    staging: { target: { kind: 'local', port: 8081 } },
    'ring-0': { target: { kind: 'inventory' } },
  })
})

test('what a local place needs is not asked of the others', () => {
  const service = (rest: string): string => `${RINGS}\nservices: [{ id: shop, repository: r, ${rest} }]`
  expect(problemsOf(service('target: { kind: inventory }, environments: { ring-0: {} }'))).toEqual([])
  expect(problemsOf(service('environments: { staging: {} }'))).toEqual([
    expect.stringContaining('services.0.start: is missing.'),
    expect.stringContaining('services.0.environments.staging.port: is missing.'),
  ])
  expect(problemsOf(service('target: { kind: inventory }, environments: { staging: {} }'))).toEqual([
    expect.stringContaining("services.0.environments.staging: 'staging' is no ring of devices."),
  ])
  expect(problemsOf(service('start: [x], environments: { ring-0: { port: 8081 } }'))).toEqual([
    expect.stringContaining("'ring-0' is a ring of devices, and the service does not run on devices."),
  ])
})

test('deploy, as the target was called before, is still read, and said to be called target now', () => {
  const { services = [], notices } = read(`${RINGS}
services:
  - { id: shop, repository: r, deploy: { kind: inventory }, environments: { ring-0: {} } }
  - { id: mail, repository: r, start: [x], deploy: {}, environments: { staging: { port: 8081 } } }
`)
  expect(services.map(({ environments }) => Object.values(environments)[0]?.target.kind)).toEqual([
    'inventory',
    'local',
  ])
  expect(notices).toEqual([
    'services.0.deploy is called target now. It still works; write target in its place.',
    'services.1.deploy is called target now. It still works; write target in its place.',
  ])
})

test('who writes both names is told which one is known', () => {
  const both =
    'services: [{ id: a, repository: r, start: [x], deploy: {}, target: { kind: local }, environments: { staging: { port: 1 } } }]'
  expect(problemsOf(both)).toEqual([expect.stringContaining('services.0.deploy: unknown key.')])
})
