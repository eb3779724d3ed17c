import { expect, test } from 'vitest'
import { problemsOf, read } from './write-config.ts'

const SERVICES = `
services:
  - { id: shop, repository: 'https://github.com/acme/shop.git', start: [x], environments: { staging: { port: 8101 }, production: { port: 8102 } } }
  - { id: mail, repository: 'git@gitlab.example:acme/web/mail.git', start: [x], environments: { staging: { port: 8103 } } }
  - { id: pay, repository: /srv/git/pay, start: [x], environments: { staging: { port: 8104 } } }
`

test('where the pull requests of a service are is read off its repository', () => {
  const { services = [] } = read(`gitlab: { url: 'https://gitlab.example', token: t0ken-value }${SERVICES}`)
  expect(services.map(({ codeHost }) => codeHost && `${codeHost.kind} ${codeHost.url} ${codeHost.repository}`)).toEqual(
    ['github https://github.com acme/shop', 'gitlab https://gitlab.example acme/web/mail', undefined],
  )
  expect(JSON.stringify(services)).not.toContain('t0ken-value')
})

const SECRETS = `
secrets: { HOOK: 'the secret of the hooks', MAIL: 'the token of mail' }
services:
  - { id: mail, repository: /srv/mail, start: [x], environments: { staging: { port: 8103 } }, codeHost: { kind: gitlab, repository: acme/mail, token: MAIL } }
`

test('tokens and webhook secrets may be named, and what a variable gives is never taken for a name', () => {
  const {
    services = [],
    webhooks,
    secrets,
  } = read(`github: { token: MAIL, webhookSecret: HOOK }\ngitlab: { token: '\${GITLAB_PART}' }${SECRETS}`, {
    GITLAB_PART: 'MAIL',
  })
  expect(webhooks.github?.reveal()).toBe('the secret of the hooks')
  expect(services.map(({ codeHost }) => codeHost?.kind === 'gitlab' && codeHost.token?.reveal())).toEqual([
    'the token of mail',
  ])
  expect(secrets.map((secret) => secret.reveal())).toContain('the token of mail')
})

test.each([
  ['github: { token: MIAL }', /github\.token: there is no secret 'MIAL'. Known: HOOK, MAIL/],
  ['github: { webhookSecret: HOKO }', /github\.webhookSecret: there is no secret 'HOKO'/],
  ['gitlab: { webhookSecret: hooks }', /gitlab\.webhookSecret: there is no secret 'hooks'/],
  ['github: { app: { id: 1, installation: 2, key: KEY } }', /github\.app\.key: there is no secret 'KEY'/],
])('%s names no secret', (setting, expected) => {
  expect(problemsOf(`${setting}${SECRETS}`).join('\n')).toMatch(expected)
})

test('an unknown name of a token is told with its line', () => {
  const wrong = SECRETS.replace('token: MAIL', 'token: MIAL')
  expect(problemsOf(wrong).join('\n')).toMatch(/:4: services\.0\.codeHost\.token: there is no secret 'MIAL'/)
})

test('a GitHub App takes the place of a token, and its key may be written in one line', () => {
  const { services = [] } = read(
    `github: { app: { id: 12, installation: '34', key: '-----BEGIN X-----\\nabc\\n-----END X-----' } }${SERVICES}`,
  )
  const [shop] = services
  const account = shop?.codeHost?.kind === 'github' ? shop.codeHost.account : undefined
  expect(account).toMatchObject({ kind: 'app', appId: '12', installationId: '34' })
  expect(account?.kind === 'app' && account.privateKey.reveal()).toBe('-----BEGIN X-----\nabc\n-----END X-----')
})

test.each([
  [
    'github: { token: t, app: { id: 1, installation: 2, key: k } }',
    /github\.token: must be left out where there is an app/,
  ],
  [
    "codeEvents: [{ on: [pushed], tell: 'slack:C1', deploy: staging }]",
    /deploy: must come with on: \[pushed\] or \[checks\.done\] and with branches/,
  ],
  [
    "codeEvents: [{ on: [pushed, release.published], branches: [main], tell: 'slack:C1', deploy: staging }]",
    /must come with on/,
  ],
  [
    "codeEvents: [{ on: [pushed], branches: [main], tell: 'slack:C1', deploy: production }]",
    /deployments to production are confirmed by a person/,
  ],
  [
    "codeEvents: [{ on: [pushed], branches: [main], tell: 'slack:C1', deploy: stagin }]",
    /'stagin' is not the id of an environment/,
  ],
  [
    "codeEvents: [{ on: [pushed], tell: 'slack:C1', workflow: announce, with: { tag: x } }]",
    /codeEvents\.0\.workflow: is written as on: in the file of the workflow/,
  ],
  ["codeEvents: [{ on: [pushed], services: [shp], tell: 'slack:C1' }]", /'shp' is not the id of a service/],
  ['requireChecks: [{ environments: [prod] }]', /'prod' is not the id of an environment/],
  ['requireChecks: [{ services: [shp] }]', /'shp' is not the id of a service/],
])('%s is refused', (setting, expected) => {
  expect(problemsOf(`${setting}${SERVICES}`).join('\n')).toMatch(expected)
})
