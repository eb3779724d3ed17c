import { writeFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { describeProblem } from '../../config/problem.ts'
import { readConfig, readDataDir } from '../../config/read-config.ts'
import { problemsOf, read, temporaryFolder } from './write-config.ts'

const EXAMPLE = new URL('../../config/example.shipmate.yaml', import.meta.url).pathname

test('with nothing configured everything has a value, and the sample service is to be used', () => {
  const cwd = temporaryFolder()
  expect(readConfig({ env: {}, cwd })).toEqual({
    kind: 'config',
    config: {
      ci: {
        github: { url: 'https://github.com', apiUrl: 'https://api.github.com', account: undefined },
        gitlab: { url: 'https://gitlab.com', token: undefined },
      },
      file: undefined,
      dataDir: `${cwd}/.shipmate`,
      publicHost: '127.0.0.1',
      trustedProxies: [],
      http: { host: '127.0.0.1', hosts: [], port: 3000 },
      runAs: 'auto',
      store: { kind: 'embedded' },
      queue: { kind: 'store' },
      slack: undefined,
      discord: undefined,
      drift: { remediations: ['redeploy', 'roll-back'] },
      worker: { name: undefined, capabilities: ['build', 'deploy', 'command', 'call'], concurrency: 4 },
      log: { level: 'info', file: undefined },
      services: undefined,
      environments: [
        { id: 'production', aliases: ['prod', 'live', 'prd'], confirm: 'changes' },
        { id: 'staging', aliases: ['stage', 'stg', 'preprod'], confirm: 'danger-only' },
      ],
      rings: [],
      understanding: { examples: [] },
      gates: { freezes: [], order: [], lockMinutes: 1440, missedMinutes: 15, timeZone: 'UTC' },
      confirmation: { expiresAfterMinutes: 10 },
      language: 'en',
      access: { roles: [], members: undefined },
      approvals: [],
      people: [],
      ollama: undefined,
      ollamaCloud: undefined,
      openai: undefined,
      inventory: undefined,
      codeEvents: [],
      announcements: [],
      webhooks: { github: undefined, gitlab: undefined },
      agents: { folder: `${cwd}/config/agents` },
      mcp: { channel: undefined, servers: [] },
      workflows: { folder: `${cwd}/workflows`, secrets: {} },
      models: { conversation: [], decision: [], summary: [] },
      notation: { input: true, internal: true, output: false, counting: 'estimate' },
      secrets: [],
      outgoingWebhooks: [],
      retention: { messageDays: undefined },
      tracing: undefined,
      notices: [],
    },
  })
})

test('the example is a valid configuration', () => {
  const env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', DISCORD_TOKEN: 'discord-token' }
  const reading = readConfig({ env, file: EXAMPLE, cwd: temporaryFolder() })
  expect(reading.kind === 'problems' ? reading.problems : []).toEqual([])
})

test('the variables alone are enough to connect everything', () => {
  const config = read('', {
    DATABASE_URL: 'postgres://bot:hunter2@db/main',
    REDIS_URL: 'redis://cache',
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 'signing',
    SLACK_PORT: '3005',
    SLACK_API_URL: 'http://127.0.0.1:4000/api',
    DISCORD_TOKEN: 'discord-token',
    OLLAMA_HOST: '127.0.0.1:11434',
    OPENAI_API_KEY: 'sk-1',
  })
  expect(config.store.kind).toBe('postgres')
  expect(config.queue.kind).toBe('redis')
  expect(config.slack).toMatchObject({
    apiUrl: 'http://127.0.0.1:4000/api/',
    connection: { kind: 'http', host: '127.0.0.1', port: 3005 },
  })
  expect(config.discord?.token.reveal()).toBe('discord-token')
  expect(config.ollama?.host).toBe('127.0.0.1:11434')
  expect(config.openai?.baseUrl).toBe('https://api.openai.com/v1')
})

test.each([
  [{ SHIPMATE_WORKER_CAPABILITIES: 'deploy' }, ['deploy']],
  [{ SHIPMATE_WORKER_CAPABILITIES: 'deploy, build,deploy' }, ['deploy', 'build']],
  [{ SHIPMATE_WORKER_CAPABILITIES: 'none' }, []],
])('a process takes what %o says', (env, capabilities) => {
  expect(read('', env).worker.capabilities).toEqual(capabilities)
})

test('a process may be kept from taking any work in the file, too', () => {
  expect(read('worker: { name: builder, capabilities: [] }', {}).worker).toMatchObject({
    name: 'builder',
    capabilities: [],
  })
})

test('Socket Mode is used when there is an app token, whether or not there is a signing secret', () => {
  const env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 'signing' }
  expect(read('', env).slack?.connection.kind).toBe('socket')
})

test('a variable goes before the file, and an empty one counts as not set', () => {
  const yaml = 'http: { port: 4000 }\nlog: { level: debug }'
  const config = read(yaml, { SHIPMATE_HTTP_PORT: '5000', SHIPMATE_LOG_LEVEL: '', SLACK_BOT_TOKEN: '' })
  expect(config.http.port).toBe(5000)
  expect(config.log.level).toBe('debug')
  expect(config.slack).toBeUndefined()
})

test('SHIPMATE_STORE goes before a DATABASE_URL that the platform set', () => {
  expect(read('', { DATABASE_URL: 'postgres://db/x', SHIPMATE_STORE: 'memory' }).store).toEqual({ kind: 'memory' })
})

test('the file is the one named by --config, else by SHIPMATE_CONFIG, and paths in it are relative to it', () => {
  const cwd = temporaryFolder()
  const env = { SHIPMATE_CONFIG: EXAMPLE, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', DISCORD_TOKEN: 'd' }
  const reading = readConfig({ env, cwd })
  expect(reading).toMatchObject({ kind: 'config', config: { file: EXAMPLE } })
  const missing = readConfig({ env, file: 'elsewhere.yaml', cwd })
  expect(missing.kind === 'problems' && missing.problems.map(describeProblem)).toEqual([
    expect.stringMatching(/elsewhere\.yaml: cannot be read .* Check the path/),
  ])
})

test('a repository is a path beside the file, or a URL as it stands', () => {
  const yaml = (repository: string) =>
    `services: [{ id: a, repository: '${repository}', start: [x], environments: { staging: { port: 8080 } } }]`
  expect(read(yaml('repo')).services?.[0]?.repository).toMatch(/^\/.*\/repo$/)
  expect(read(yaml('git@example.com:team/repo.git')).services?.[0]?.repository).toBe('git@example.com:team/repo.git')
  expect(read(yaml('https://example.com/repo')).services?.[0]?.repository).toBe('https://example.com/repo')
})

test('a section with nothing in it is as if it were not there', () => {
  expect(read('slack:\nhttp:\n  port:\n').http.port).toBe(3000)
})

test('an environment asks about every change unless it says otherwise or is staging', () => {
  const config = read(
    'environments: [{ id: production }, { id: staging }, { id: demo }, { id: qa, confirm: danger-only }]',
  )
  expect(config.environments.map(({ confirm }) => confirm)).toEqual([
    'changes',
    'danger-only',
    'changes',
    'danger-only',
  ])
})

test('a variable can be put anywhere in a text, and be written without meaning it', () => {
  const yaml = `dataDir: /var/\${NAME}/data\nlog: { file: "/var/$\${NAME}.log" }\nhttp: { port: "\${PORT}" }`
  const config = read(yaml, { NAME: 'bot', PORT: '8443' })
  expect(config.dataDir).toBe('/var/bot/data')
  expect(config.log.file).toBe(`/var/\${NAME}.log`)
  expect(config.http.port).toBe(8443)
})

test('secrets do not show themselves, and every one is known for keeping it out of the log', () => {
  const yaml = `services: [{ id: a, repository: r, build: [npm, "\${NPM_TOKEN}"], start: [x], environments: { staging: { port: 1 } } }]`
  const config = read(yaml, {
    DATABASE_URL: 'postgres://bot:hun%2Fter2@db/main',
    DISCORD_TOKEN: 'discord-token',
    NPM_TOKEN: 'npm-token',
  })
  expect(config.secrets.map((secret) => secret.reveal()).sort()).toEqual([
    'discord-token',
    'hun%2Fter2',
    'hun/ter2',
    'npm-token',
    'postgres://bot:hun%2Fter2@db/main',
  ])
  const { services: _, ...rest } = config
  for (const printed of [JSON.stringify(rest), inspect(rest, { depth: 9 }), `${config.discord?.token}`]) {
    expect(printed).not.toMatch(/ter2|discord-token/)
  }
})

test('nothing of a secret is repeated where it is wrong', () => {
  const env = { DATABASE_URL: 'mysql://bot:hunter2@db', REDIS_URL: 'hunter3', SLACK_API_URL: 'hunter4' }
  const problems = problemsOf('', env)
  expect(problems).toHaveLength(4)
  expect(problems.join('\n')).not.toMatch(/hunter/)
})

test('a route of models names its providers, which then have their defaults', () => {
  const env = {
    SHIPMATE_CONVERSATION_MODEL: 'ollama/qwen3:8b, openai/library/small',
    OPENAI_API_KEY: 'key-of-the-harbour',
  }
  const reading = readConfig({ env, cwd: temporaryFolder() })
  if (reading.kind !== 'config') expect.fail(JSON.stringify(reading.problems))
  const { models, ollama } = reading.config
  expect(models.conversation).toMatchObject([
    { provider: 'ollama', model: 'qwen3:8b', host: 'http://127.0.0.1:11434', concurrency: 1 },
    { provider: 'openai', model: 'library/small', baseUrl: 'https://api.openai.com/v1', concurrency: 4 },
  ])
  expect(ollama).toBeDefined()
})

test('a model of nobody is a problem', () => {
  const reading = readConfig({ env: { SHIPMATE_CONVERSATION_MODEL: 'qwen3:8b' }, cwd: temporaryFolder() })
  expect(reading).toMatchObject({ kind: 'problems', problems: [{ problem: expect.stringContaining('ollama/') }] })
})

test('the data folder alone can be read where tokens are not set and other parts are wrong', () => {
  const cwd = temporaryFolder()
  const yaml = `dataDir: data\nslack: { botToken: "\${NO_SUCH_VARIABLE}" }\ncolour: blue\n`
  writeFileSync(`${cwd}/shipmate.yaml`, yaml)
  const dataDirOf = (env: Record<string, string>) => {
    const reading = readDataDir({ env, cwd })
    return reading.kind === 'config' ? reading.config.dataDir : reading.problems
  }
  expect(dataDirOf({ SLACK_BOT_TOKEN: 'xoxb-alone' })).toBe(`${cwd}/data`)
  expect(dataDirOf({ SHIPMATE_DATA_DIR: '/var/data' })).toBe('/var/data')
  writeFileSync(`${cwd}/shipmate.yaml`, `dataDir: "\${NO_SUCH_VARIABLE}/data"\n`)
  expect(dataDirOf({})).toMatchObject([{ key: 'dataDir', line: 1 }])
})
