import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type ConfigReading, readConfig } from '../../config/read-config.ts'
import { Secret } from '../../config/secret.ts'
import { probeOwnFiles } from '../../src/app/commands/own-files-probe.ts'
import type { Probes } from '../../src/app/doctor/probes.ts'
import { type DoctorReport, reportText, type Verdict } from '../../src/app/doctor/report.ts'
import { runDoctor } from '../../src/app/doctor/run-doctor.ts'

const fine = async (): Promise<Verdict> => ({ state: 'ok', sentence: 'fine' })

const allFine: Probes = {
  nodeVersion: '24.10.0',
  folder: fine,
  isolation: fine,
  embeddedDatabase: fine,
  postgres: fine,
  redis: fine,
  git: fine,
  repository: fine,
  slack: fine,
  discord: fine,
  ollama: fine,
  ollamaCloud: fine,
  openai: fine,
  port: fine,
  inventory: fine,
  kubernetes: fine,
  ownFiles: fine,
  mcpServer: fine,
  github: fine,
  gitlab: fine,
  jenkins: fine,
  issuer: fine,
}

const reading = (env: Record<string, string> = {}): ConfigReading => readConfig({ env, cwd: '/nowhere' })
const stateOf = (report: DoctorReport, name: string) =>
  report.checks.find((check) => check.name === name)?.verdict.state

test('what is not configured is no fault and is said to be so', async () => {
  const report = await runDoctor(reading(), allFine)
  expect(report.ok).toBe(true)
  expect(report.checks.filter(({ verdict }) => verdict.state === 'not-configured').map(({ name }) => name)).toEqual([
    'Redis',
    'Slack',
    'Discord',
    'Ollama',
    'OpenAI-compatible',
    'Language models',
  ])
})

test('what is configured is tried with its own address and secrets', async () => {
  const tried: string[] = []
  const note = (what: string) => async (value: string) => {
    tried.push(`${what} ${value}`)
    return fine()
  }
  const probes: Probes = {
    ...allFine,
    postgres: note('postgres'),
    redis: note('redis'),
    discord: ({ token }) => note('discord')(token.reveal()),
    port: (host, port) => note('port')(`${host}:${port}`),
  }
  const env = {
    DATABASE_URL: 'postgres://db',
    REDIS_URL: 'redis://cache',
    DISCORD_TOKEN: 'token',
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 'signing',
  }
  await runDoctor(reading(env), probes)
  expect(tried).toEqual([
    'postgres postgres://db',
    'redis redis://cache',
    'discord token',
    'port 127.0.0.1:3000',
    'port 127.0.0.1:3001',
  ])
})

test('one fault makes the whole not ok, and the text says how to fix it', async () => {
  const redis = async (): Promise<Verdict> => ({ state: 'failed', sentence: 'Redis sleeps.', remedy: 'Wake it.' })
  const report = await runDoctor(reading({ REDIS_URL: 'redis://cache' }), { ...allFine, redis })
  expect(report.ok).toBe(false)
  expect(reportText(report)).toMatch(/✗ Redis +Redis sleeps\.\n +→ Wake it\.\n/)
  expect(reportText(report)).toMatch(/1 of 15 checks failed\.$/)
})

test('with a chat platform connected and no members, that nobody may deploy is a fault', async () => {
  const report = await runDoctor(reading({ DISCORD_TOKEN: 'token' }), allFine)
  expect(stateOf(report, 'Access')).toBe('failed')
  expect(reportText(report)).toContain('Nobody may deploy')
  expect(stateOf(await runDoctor(reading(), allFine), 'Access')).toBe('ok')
})

test('a configuration that cannot be used is told whole, and nothing is tried with it', async () => {
  const untouched = async (): Promise<Verdict> => {
    throw new Error('must not be called')
  }
  const report = await runDoctor(reading({ SHIPMATE_HTTP_PORT: 'x', SHIPMATE_LOG_LEVEL: 'loud' }), {
    ...allFine,
    folder: untouched,
    port: untouched,
  })
  expect(report.ok).toBe(false)
  expect(reportText(report)).toMatch(/✗ Configuration .*SHIPMATE_/)
  expect(reportText(report)).toContain('SHIPMATE_LOG_LEVEL: log.level')
})

test.each([
  ['20.20.2', 'failed'],
  ['24.8.1', 'failed'],
  ['24.9.0', 'ok'],
  ['26.0.0', 'ok'],
])('Node %s, which may be too old for the bot, is %s', async (nodeVersion, state) => {
  const report = await runDoctor(reading(), { ...allFine, nodeVersion })
  expect(stateOf(report, 'Node')).toBe(state)
})

test('no secret is in the report as a program reads it', async () => {
  const report = await runDoctor(reading({ DATABASE_URL: 'postgres://bot:hunter2@db' }), allFine)
  expect(JSON.stringify(report)).not.toContain('hunter2')
  expect(JSON.stringify({ secret: new Secret('hunter2') })).not.toContain('hunter2')
})

test('who is asked for what is said, without those that cannot be had', async () => {
  const env = {
    SHIPMATE_CONVERSATION_MODEL: 'ollama-cloud/gpt-oss:120b, ollama/qwen3:8b',
    SHIPMATE_DECISION_MODEL: 'ollama-cloud/gpt-oss:120b',
  }
  const asked: string[] = []
  const probes: Probes = {
    ...allFine,
    async ollamaCloud(_, wanted) {
      asked.push(wanted.join())
      return { state: 'failed', sentence: 'No.' }
    },
  }
  const report = await runDoctor(reading(env), probes)
  const verdictOf = (name: string) => report.checks.find((check) => check.name === name)?.verdict
  expect(verdictOf('Conversation models')).toEqual({
    state: 'ok',
    sentence: 'qwen3:8b, then the rules (gpt-oss:120b not available)',
  })
  expect(verdictOf('Decision models')).toMatchObject({ state: 'failed', sentence: expect.stringContaining('gpt-oss') })
  expect(verdictOf('Summary models')).toMatchObject({ state: 'not-configured' })
  expect(verdictOf('Ollama cloud')).toMatchObject({ state: 'failed' })
  expect(new Set(asked)).toEqual(new Set(['gpt-oss:120b']))
})

test.each([
  ['everyone: true, roles: [owner]', 'failed'],
  ['everyone: true, roles: [deployer]', 'failed'],
  ['strangers: true, roles: [owner]', 'failed'],
  ['strangers: true, roles: [viewer]', 'warning'],
  ['everyone: true, roles: [viewer]', 'ok'],
])('access that gives %j is %s', async (member, state) => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'shipmate.yaml')
  writeFileSync(file, `access: { members: [{ user: 'slack:U1', roles: [owner] }, { ${member} }] }`)
  const report = await runDoctor(readConfig({ env: { DISCORD_TOKEN: 'token' }, file, cwd: folder }), allFine)
  expect(stateOf(report, 'Access')).toBe(state)
  expect(report.ok).toBe(state !== 'failed')
  if (state !== 'ok') expect(reportText(report)).toContain('→ Give such roles to people or groups')
})

test.each([
  ['roles: [sre]', 'nobody has the role sre, so what it covers can never be approved.'],
  ['count: 2', 'it needs 2 people with the right change.approve, and only 1 has it.'],
  ['roles: [owner], count: 1', undefined],
  ['roles: [release], environments: [staging], count: 9', undefined],
])('a rule for approvals with %s is told when nobody could meet it', async (rule, gap) => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'shipmate.yaml')
  writeFileSync(
    file,
    `access:
  roles: { sre: { may: [read] }, release: { may: [read], environments: [staging] } }
  members: [{ user: 'slack:U1', roles: [owner] }, { group: 'slack:S1', roles: [release] }]
approvals: [{ ${rule} }]`,
  )
  const report = await runDoctor(readConfig({ env: { DISCORD_TOKEN: 'token' }, file, cwd: folder }), allFine)
  expect(stateOf(report, 'Approvals')).toBe(gap === undefined ? 'ok' : 'failed')
  if (gap !== undefined) expect(reportText(report)).toContain(gap)
})

test('each account of a code host or a CI system is asked for once, with what its services need of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'shipmate.yaml')
  writeFileSync(
    file,
    `github: { token: usual }
gitlab: { token: other }
secrets: { usual: first, other: second, own: third, jt: fourth }
jenkins: { url: 'http://127.0.0.1:9', user: bot, token: jt }
services:
  - id: a
    repository: https://github.com/acme/a
    environments: { staging: { target: { kind: github-actions, workflow: deploy.yml } } }
  - id: b
    repository: https://github.com/acme/b
    codeHost: { kind: github, repository: acme/b, token: own }
    environments: { staging: { target: { kind: command, deploy: [deploy] } } }
`,
  )
  const asked: unknown[] = []
  const told = (name: string) => async (_: unknown, startsRuns?: boolean) => {
    asked.push([name, startsRuns])
    return fine()
  }
  const probes = { ...allFine, github: told('github'), gitlab: told('gitlab'), jenkins: told('jenkins') }
  const report = await runDoctor(readConfig({ env: {}, file, cwd: folder }), probes)
  expect(reportText(report)).not.toContain('✗')
  expect(asked).toEqual([
    ['github', true],
    ['gitlab', false],
    ['jenkins', undefined],
    ['github', false],
  ])
  expect(report.checks.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['GitHub', 'GitLab', 'Jenkins', 'GitHub of b']),
  )
})

test('a workflow file that start refuses is a fault, and one that it takes is counted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'workflows'))
  writeFileSync(join(folder, 'shipmate.yaml'), 'environments: [{ id: staging }, { id: production }]')
  const config = readConfig({ env: {}, file: join(folder, 'shipmate.yaml'), cwd: folder })
  const probes = { ...allFine, ownFiles: probeOwnFiles }
  expect(stateOf(await runDoctor(config, probes), 'Agents and workflows')).toBe('not-configured')
  const workflow = join(folder, 'workflows', 'r.yaml')
  const releases = (service: string) =>
    `steps: [{ id: release, uses: deploy, with: { service: ${service}, environment: staging } }]`
  writeFileSync(workflow, releases('billionmail'))
  expect(reportText(await runDoctor(config, probes))).toContain('0 agents and 1 workflows of your own.')
  writeFileSync(workflow, releases('paymets'))
  const report = await runDoctor(config, probes)
  expect(report.ok).toBe(false)
  expect(reportText(report)).toMatch(/✗ Agents and workflows .*r\.yaml.*paymets/)
})
