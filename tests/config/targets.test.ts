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

test('a route is of no use without the Service that it sends requests to', () => {
  const problems = problemsOf(`${RINGS}
services:
  - id: shop
    repository: r
    target:
      kind: kubernetes
      namespace: shop
      image: registry.example/shop:{version}
      route: shop
    environments: { staging: {} }
`)
  expect(problems).toEqual([
    expect.stringMatching(
      /:\d+: services\.0\.target\.route: needs `service`, the Service that the HTTPRoute sends requests to\./,
    ),
  ])
})

test('a service is given variables, and an environment others in their stead, with secrets by name', () => {
  const yaml = (name: string): string =>
    `${RINGS}
secrets: { db: '$` +
    `{DB_URL}', test_db: '$` +
    `{TEST_DB_URL}' }
services:
  - id: shop
    repository: r
    start: [x]
    env: { REGION: eu, WORKERS: 2 }
    secretsFrom: { DATABASE_URL: db, API_KEY: db }
    environments:
      staging: { port: 8081, env: { REGION: test, API_KEY: none }, secretsFrom: { DATABASE_URL: ${name} } }
`
  const given = { DB_URL: 'postgres://live-db', TEST_DB_URL: 'postgres://test-db' }
  const target = read(yaml('test_db'), given).services?.[0]?.environments.staging?.target
  const variables = target?.kind === 'local' ? target.variables : undefined
  expect(variables?.env).toEqual({ REGION: 'test', WORKERS: '2', API_KEY: 'none' })
  expect(variables?.secretEnv.DATABASE_URL?.reveal()).toBe('postgres://test-db')
  expect(Object.keys(variables?.secretEnv ?? {})).toEqual(['DATABASE_URL'])
  expect(JSON.stringify(target)).not.toContain('test-db')
  expect(problemsOf(yaml('tset_db'), given)).toEqual([
    expect.stringContaining(
      "environments.staging.secretsFrom.DATABASE_URL: there is no secret 'tset_db'. Did you mean 'test_db'?",
    ),
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

test('a repository is read with a token or a key by name, over what each is made for', () => {
  const yaml = (repository: string, source: string): string =>
    `
secrets: { git: '$` +
    `{GIT_TOKEN}' }
services: [{ id: shop, repository: '${repository}', source: { ${source} }, start: [x], environments: { staging: { port: 8081 } } }]`
  const given = { GIT_TOKEN: 'token-of-a-test' }
  const [shop] = read(yaml('https://git.example.com/shop.git', 'token: git'), given).services ?? []
  expect(shop?.source?.token?.reveal()).toBe('token-of-a-test')
  expect(problemsOf(yaml('git@git.example.com:shop.git', 'token: git'), given)).toEqual([
    expect.stringContaining('source.token: needs a repository by https://'),
  ])
  expect(problemsOf(yaml('../shop', 'key: git'), given)).toEqual([
    expect.stringContaining('source.key: needs a repository by ssh'),
  ])
  expect(problemsOf(yaml('git@git.example.com:shop.git', 'key: gi'), given)).toEqual([
    expect.stringContaining("source.key: there is no secret 'gi'. Did you mean 'git'?"),
  ])
})

test('a workflow on GitHub deploys a service whose repository is there, by its URL or by codeHost', () => {
  const { services = [] } = read(`
github: { url: 'https://ghe.example' }
services:
  - id: shop
    repository: git@ghe.example:acme/shop.git
    target: { kind: github-actions, workflow: deploy.yml }
    environments: { staging: {} }
  - id: mail
    repository: /srv/git/mail
    codeHost: { kind: github, repository: acme/mail }
    target: { kind: github-actions, workflow: deploy.yml, inputs: { tag: '{version}' } }
    environments: { staging: {} }
`)
  expect(services.map(({ codeHost }) => codeHost)).toMatchObject([
    { kind: 'github', repository: 'acme/shop', url: 'https://ghe.example', apiUrl: 'https://ghe.example/api/v3' },
    { kind: 'github', repository: 'acme/mail' },
  ])
  expect(services.map(({ environments }) => environments.staging?.target)).toMatchObject([
    { kind: 'github-actions', workflow: 'deploy.yml', inputs: { version: '{version}', sha: '{sha}' } },
    { kind: 'github-actions', inputs: { tag: '{version}' } },
  ])
})

test.each([
  ['{ kind: github-actions, workflow: deploy.yml }', /is not on GitHub, as far as is known/],
  ['{ kind: github-actions, workflow: ../deploy.yml }', /must be the name of a file such as deploy\.yml/],
  ['{ kind: github-actions, workflow: deploy.yml, inputs: { shipmate: x } }', /must not name shipmate/],
  ['{ kind: github-actions }', /target\.workflow: is missing/],
])('a workflow that cannot be run is refused: %s', (target, expected) => {
  const problems = problemsOf(`
services:
  - { id: shop, repository: r, target: ${target}, environments: { staging: {} } }
`)
  expect(problems.join('\n')).toMatch(expected)
})

test('manifests of a repository lie inside of it', () => {
  const service = (manifests: string): string => `
environments: [{ id: staging }]
services:
  - id: shop
    repository: r
    target: { kind: kubernetes, namespace: shop, image: 'shop:{version}', manifests: ${manifests} }
    environments: { staging: {} }
`
  const { services = [] } = read(service("{ path: 'deploy/{environment}' }"))
  expect(services[0]?.environments.staging?.target).toMatchObject({
    pinDigest: true,
    manifests: { path: 'deploy/{environment}', kustomize: false, remoteBases: false },
  })
  for (const path of ['/etc', '../other', 'a/../../b'])
    expect(problemsOf(service(`{ path: '${path}' }`))).toEqual([
      expect.stringContaining('services.0.target.manifests.path: must be a path inside of the repository'),
    ])
})
