import { expect, test } from 'vitest'
import { problemsOf, read } from './write-config.ts'

const withTarget = (target: string, rest = ''): string => `
services:
  - id: shop
    repository: r
    target: ${target}
    environments: { staging: {}, production: { target: { kind: command, deploy: [./other.sh] } } }
${rest}`

test('a service is deployed by commands, and an environment of it by others', () => {
  const { services = [] } = read(
    withTarget(
      "{ kind: command, deploy: [./deploy.sh, '{environment}', '{version}'], env: { REGION: eu, WIDTH: 3 }, secretsFrom: { TOKEN: deploy_token } }",
      "secrets: { deploy_token: '$" + "{DEPLOY_TOKEN}' }",
    ),
    { DEPLOY_TOKEN: 's3cret-value' },
  )
  const [staging, production] = Object.values(services[0]?.environments ?? {}).map(({ target }) => target)
  expect(staging).toMatchObject({
    kind: 'command',
    commands: { deploy: ['./deploy.sh', '{environment}', '{version}'] },
    env: { REGION: 'eu', WIDTH: '3' },
    timeoutSeconds: 900,
  })
  expect(staging?.kind === 'command' && staging.secretEnv.TOKEN?.reveal()).toBe('s3cret-value')
  expect(JSON.stringify(staging)).not.toContain('s3cret')
  expect(production).toMatchObject({ commands: { deploy: ['./other.sh'] } })
})

test.each([
  [
    'a placeholder within an argument',
    "{ kind: command, deploy: [helm, '--set=tag={version}'] }",
    /target\.deploy\.1: a placeholder must be an argument of its own/,
  ],
  [
    'a placeholder that there is not',
    "{ kind: command, deploy: [x, '{verison}'] }",
    /\{verison\} means nothing here\. Did you mean 'version'\?/,
  ],
  [
    'a placeholder that is not known for this command',
    "{ kind: command, deploy: [x], logs: [x, '{version}'] }",
    /target\.logs\.1: \{version\} means nothing here/,
  ],
  ['no command to deploy with', '{ kind: command, status: [x] }', /target\.deploy: is missing\./],
  ['a shell string', '{ kind: command, deploy: ./deploy.sh }', /target\.deploy: expected array/],
  [
    'a setting of another name',
    '{ kind: command, deploy: [x], stauts: [y] }',
    /target\.stauts: unknown key\. Did you mean 'status'\?/,
  ],
  [
    'a secret that there is not',
    '{ kind: command, deploy: [x], secretsFrom: { TOKEN: nothing } }',
    /target\.secretsFrom\.TOKEN: there is no secret 'nothing'\. Add it under secrets:/,
  ],
  [
    'a variable of the bot itself',
    '{ kind: command, deploy: [x], env: { SHIPMATE_TASK: x } }',
    /SHIPMATE_TASK.*is set by Shipmate itself/,
  ],
])('%s is told', (_, target, expected) => {
  expect(problemsOf(withTarget(target))).toEqual([expect.stringMatching(expected)])
})
