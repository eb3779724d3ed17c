import { expect, test } from 'vitest'
import { problemsOf, read } from './write-config.ts'

const config = (service: string): string =>
  `environments: [{ id: staging }, { id: eu }]
secrets: { prom: '$` +
  `{PROM_TOKEN}' }
services:
  - id: shop
    repository: r
    target: { kind: command, deploy: [deploy] }
    ${service}
`
const env = { PROM_TOKEN: 'a-long-token' }

test('who counts requests is chosen by a service, and by an environment in its stead', () => {
  const yaml = config(`telemetry: { kind: prometheus, url: 'http://prom:9090', token: prom }
    environments: { staging: { telemetry: { kind: none } }, eu: {} }`)
  const { staging, eu } = read(yaml, env).services?.[0]?.environments ?? {}
  expect(staging?.telemetry).toEqual({ kind: 'none' })
  expect(eu?.telemetry).toMatchObject({ kind: 'prometheus', url: 'http://prom:9090', timeoutSeconds: 5 })
  expect(eu?.telemetry?.kind === 'prometheus' && eu.telemetry.token?.reveal()).toBe('a-long-token')
  expect(read(config('environments: { eu: {} }'), env).services?.[0]?.environments.eu?.telemetry).toBeUndefined()
})

test('a token that is no secret, and a proxy where none is, are told with their line', () => {
  expect(
    problemsOf(
      config(`telemetry: { kind: prometheus, url: 'http://prom:9090', token: porm }
    environments: { staging: { telemetry: { kind: proxy } }, eu: {} }`),
      env,
    ),
  ).toEqual([
    expect.stringContaining("shipmate.yaml:7: services.0.telemetry.token: there is no secret 'porm'."),
    expect.stringContaining(
      "shipmate.yaml:8: services.0.environments.staging.telemetry.kind: no request passes through the proxy of this machine in 'staging'.",
    ),
  ])
})

test.each([
  ['sum(increase(r{version="v{version}"}[{window}]))', 'must be a whole label value'],
  ['sum(increase(r{version=~"{version}"}[{window}]))', 'must be a whole label value'],
  ['sum(increase({service}{version="{version}"}[{window}]))', 'must be a whole label value'],
  ['sum(increase(r{version="{version}"}[5m]))', 'must look back over [{window}]'],
  ['sum(increase(r{version="{version}"}[{window}] offset {window}))', 'must stand alone'],
  ['sum(increase(r{version="{verison}"}[{window}]))', '{verison} means nothing here'],
  ['sum(increase(r{service="{service}"}[{window}]))', 'must name the release'],
])('the query %s is refused', (query, problem) => {
  const yaml = config(`telemetry: { kind: prometheus, url: 'http://prom:9090', queries: { requests: '${query}' } }
    environments: { eu: {} }`)
  expect(problemsOf(yaml, env)).toEqual([expect.stringContaining(problem)])
  expect(problemsOf(yaml, env)[0]).toContain('shipmate.yaml:7: services.0.telemetry.queries.requests')
})
