import { expect, test } from 'vitest'
import { problemsOf } from './write-config.ts'

test('everything that is wrong is told at once, with its line, its key and what to do', () => {
  const yaml = `htpp: { port: 3 }
store: mysql://x
slack:
  botToken: \${SLACK_BOT_TOKEN}
services:
  - id: Shop
    aliases: [mail, production]
    repository: ./x
    start: node server.js
    helthPath: /x
    environments:
      production: { port: 8080 }
      stagign: { port: 8080 }
environments:
  - id: production
  - id: staging
    aliases: [Mail]
    confirm: sometimes
access:
  roles:
    x: { may: [deply.start], environments: [prod] }
  members:
    - { user: ana, roles: [x] }
    - { user: slack:U1, group: slack:S1, roles: [deploer] }
`
  expect(problemsOf(yaml)).toEqual([
    "shipmate.yaml:1: htpp: unknown key. Did you mean 'http'?",
    expect.stringMatching(/^shipmate\.yaml:2: store: must be 'embedded', 'memory' or a postgres:\/\/ URL\. /),
    expect.stringMatching(/^shipmate\.yaml:3: slack: has no way to receive messages from Slack\. Set SLACK_APP_TOKEN /),
    expect.stringMatching(
      /^shipmate\.yaml:4: slack\.botToken: the environment variable SLACK_BOT_TOKEN is not set\. Set SLACK_BOT_TOKEN, /,
    ),
    expect.stringMatching(/^shipmate\.yaml:6: services\.0\.id: must be 1 to 60 lower-case letters, /),
    expect.stringMatching(/^shipmate\.yaml:9: services\.0\.start: expected array, received string\. Expected here: /),
    "shipmate.yaml:10: services.0.helthPath: unknown key. Did you mean 'healthPath'?",
    expect.stringMatching(
      /^shipmate\.yaml:13: .*stagign\.port: port 8080 is already used by services\.0\.environments\.production\.port\./,
    ),
    expect.stringMatching(/^shipmate\.yaml:13: .*: 'stagign' is not an environment\. Did you mean 'staging'\?/),
    expect.stringMatching(/^shipmate\.yaml:15: environments\.0\.id: 'production' is already the name of services\.0\./),
    expect.stringMatching(
      /^shipmate\.yaml:17: environments\.1\.aliases\.0: 'Mail' is already the name of services\.0\./,
    ),
    expect.stringMatching(/^shipmate\.yaml:18: environments\.1\.confirm: Invalid option: expected one of /),
    expect.stringMatching(
      /^shipmate\.yaml:21: access\.roles\.x\.may\.0: 'deply\.start' is not an intent.* mean 'deploy\.start'\?$/,
    ),
    expect.stringMatching(
      /^shipmate\.yaml:21: .*: 'prod' is not the id of an environment\. Did you mean 'production'\?$/,
    ),
    expect.stringMatching(/^shipmate\.yaml:23: access\.members\.0\.user: must begin with the platform, such as slack:/),
    expect.stringMatching(
      /^shipmate\.yaml:24: access\.members\.1: names user and group at once\. Give each member exactly one/,
    ),
    "shipmate.yaml:24: access.members.1.roles.0: 'deploer' is not a role. Did you mean 'deployer'?",
  ])
})

test('what comes from a variable is told of the variable', () => {
  expect(problemsOf('', { SHIPMATE_HTTP_PORT: 'http' })).toEqual([
    expect.stringMatching(/^SHIPMATE_HTTP_PORT: http\.port: expected number, received string\. /),
  ])
})

test.each([
  ['yaml that is none', 'http: {', /^shipmate\.yaml:1: .* Fix the YAML here\.$/],
  ['a key given twice', 'http: { port: 1 }\nhttp: { port: 2 }', /^shipmate\.yaml:2: Map keys must be unique\. /],
  ['a list where the settings should be', '- a', /expected object, received array/],
  [
    'a text where a section should be',
    'http: 3000',
    /^shipmate\.yaml:1: http: expected object, received string|number/,
  ],
  ['a port that is none', 'http: { port: 70000 }', /^shipmate\.yaml:1: http\.port: Too big/],
  ['no services at all', 'services: []', /^shipmate\.yaml:1: services: Too small/],
  ['a name that leads out of a folder', 'environments: [{ id: ../x }]', /environments\.0\.id: must be 1 to 60/],
  ['a role that is built in', 'access: { members: [], roles: { owner: { may: [read] } } }', /role 'owner' is built in/],
  ['a member that is nobody', 'access: { members: [{ roles: [owner] }] }', /members\.0: names nobody\./],
  [
    'a service of a role that is none',
    'access: { members: [], roles: { r: { may: [read], services: [bilionmail] } } }',
    /Did you mean 'billionmail'\?/,
  ],
  [
    'an app token in place of the bot token',
    'slack: { botToken: xapp-1, appToken: xapp-2 }',
    /is an app-level token\./,
  ],
  ['Slack without a bot token', 'slack: { appToken: xapp-2 }', /slack\.botToken: is missing\. .*SLACK_BOT_TOKEN/],
])('%s is told', (_what, yaml, expected) => {
  expect(problemsOf(yaml)).toEqual([expect.stringMatching(expected)])
})

test('a service on the port of the health pages is told, though that port was never written down', () => {
  const yaml = 'services: [{ id: a, repository: r, start: [x], environments: { staging: { port: 3000 } } }]'
  expect(problemsOf(yaml)).toEqual([expect.stringMatching(/port 3000 is already used by http\.port/)])
})

test('a key that resembles none is answered with those there are', () => {
  expect(problemsOf('discord: { token: t, colour: red }')).toEqual([
    'shipmate.yaml:1: discord.colour: unknown key. Known: apiUrl, servers, token.',
  ])
})

test('a target that there is no adapter for is told with those there are', () => {
  const yaml = `services:
  - id: shop
    repository: r
    target: { kind: mainframe }
    start: [x]
    environments: { staging: { port: 8081 } }
`
  expect(problemsOf(yaml)).toEqual([
    expect.stringMatching(
      /^shipmate\.yaml:4: services\.0\.target\.kind: .*Expected 'local' \| .* Expected here: `local`: On the machine of the bot/,
    ),
  ])
})

test('an objective that means something else is told where it stands, with what it is about', () => {
  const yaml = `services:
  - id: shop
    repository: r
    start: [x]
    objective: { availability: 0.995, days: 28 }
    environments:
      production:
        port: 8080
        objective: { availability: 100, days: 90 }
      staging:
        port: 8081
        objective: { days: 7, latency: 200 }
`
  expect(problemsOf(yaml)).toEqual([
    expect.stringMatching(/^shipmate\.yaml:5: services\.0\.objective\.availability: .*>=50.*Percent of the requests/),
    expect.stringMatching(/^shipmate\.yaml:9: .*production\.objective\.availability: .*<=99\.999.*nothing could ever/),
    expect.stringMatching(/^shipmate\.yaml:9: .*production\.objective\.days: .*<=35.*counts are kept no longer/),
    expect.stringMatching(/^shipmate\.yaml:12: .*staging\.objective\.availability: is missing\./),
    expect.stringMatching(/^shipmate\.yaml:12: .*staging\.objective\.latency: unknown key\./),
  ])
})

test('what a variable holds, and what looks like a secret itself, is repeated by no problem', () => {
  const secret = '11aabb22ccdd33eeff44'
  const problems = (token: string): string =>
    problemsOf(`jenkins: { url: 'https://ci.example.com', user: bot, token: '${token}' }\n`, { JT: secret }).join('\n')
  expect(problems('${JT}')).toContain('jenkins.token')
  expect(problems('${JT}')).not.toContain(secret)
  expect(problems(secret)).toContain('jenkins.token: is no name of a secret. Write the name here')
  expect(problems(secret)).not.toContain(secret)
})
