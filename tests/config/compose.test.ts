import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

/* What must hold of the containers, whoever changes compose.yaml. docker itself is not asked: the tests need none. */

interface Service {
  readonly image?: string
  readonly user?: string
  readonly read_only?: boolean
  readonly tmpfs?: readonly string[]
  readonly cap_drop?: readonly string[]
  readonly cap_add?: readonly string[]
  readonly security_opt?: readonly string[]
  readonly mem_limit?: string
  readonly pids_limit?: number
  readonly privileged?: boolean
  readonly healthcheck?: { readonly test: readonly string[] }
  readonly network_mode?: string
  readonly ports?: readonly string[]
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly volumes?: readonly (string | { readonly target: string; readonly read_only: boolean })[]
}

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const { services } = parse(read('compose.yaml')) as { readonly services: Readonly<Record<string, Service>> }
const all = Object.entries(services)

test.each(all)('%s has no more rights, room and processes than it needs', (_, service) => {
  expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] })
  expect(service.mem_limit).toMatch(/^(\$\{SHIPMATE_MEMORY:-)?\d+[mg]\}?$/)
  expect(service.pids_limit).toBeLessThanOrEqual(2_048)
  expect([service.privileged, service.network_mode]).toEqual([undefined, undefined])
  // What may be written besides the volumes is in memory, and bounded.
  for (const place of service.tmpfs ?? []) expect(place).toMatch(/^\/(tmp|var\/run\/postgresql):size=\d+[mg],/)
})

test('nobody is root or has a capability, and the image is made for the user that the bot runs as', () => {
  expect(all.map(([name, { user, cap_add }]) => [name, user, cap_add])).toEqual([
    ['bot', '1000:1000', undefined],
    ['redis', 'redis', undefined],
    ['postgres', 'postgres', undefined],
  ])
  expect(read('Dockerfile')).toMatch(/^ARG SHIPMATE_USER=1000:1000$[\s\S]*^USER \$\{SHIPMATE_USER\}$/m)
})

test('the health of each is asked, and of the image too', () => {
  for (const [, { healthcheck }] of all) expect(healthcheck?.test.length).toBeGreaterThan(1)
  expect(read('Dockerfile')).toMatch(/^HEALTHCHECK .*\\\n {2}CMD \["node", /m)
})

test('the bot can write where it keeps everything, and nowhere else', () => {
  const image = read('Dockerfile')
  expect(image).toContain('SHIPMATE_DATA_DIR=/data')
  expect(services.bot?.volumes).toEqual([
    'shipmate:/data',
    expect.objectContaining({ target: '/app/shipmate.yaml', read_only: true }),
  ])
  expect(services.bot?.tmpfs?.map((place) => place.split(':')[0])).toEqual(['/tmp'])
})

test('only this host reaches the ports, and the databases have none', () => {
  const published = all.flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]))
  expect(published).toEqual([
    ['bot', '127.0.0.1:3000:3000'],
    ['bot', '127.0.0.1:3001:3001'],
  ])
})

test('both databases want a password, which stands in no command and has no default', () => {
  expect(services.bot?.environment).toMatchObject({
    DATABASE_URL: expect.stringMatching(/shipmate:\$\{POSTGRES_PASSWORD:\?/),
    REDIS_URL: expect.stringMatching(/^redis:\/\/:\$\{REDIS_PASSWORD:\?[^}]+\}@redis:6379$/),
  })
  expect(services.postgres?.environment?.POSTGRES_PASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD:\?/)
  expect(services.redis?.environment?.REDIS_PASSWORD).toMatch(/^\$\{REDIS_PASSWORD:\?/)
  // `$$` is a `$` for the shell in the container, so what compose writes into the command is no password.
  expect(services.redis?.command?.join(' ')).toMatch(/--requirepass "\$\$REDIS_PASSWORD"/)
})

test('images are named by a version, and Node is the one that the tests run on', () => {
  for (const { image } of Object.values(services)) if (image) expect(image).toMatch(/^(redis|postgres):\d+\.\d+-alpine/)
  const lock = JSON.parse(read('package-lock.json')) as {
    readonly packages: Readonly<Record<string, { version: string }>>
  }
  expect(read('Dockerfile')).toContain(
    `ARG NODE_IMAGE=node:${lock.packages['node_modules/node']?.version}-bookworm-slim\n`,
  )
  for (const [from] of read('Dockerfile').matchAll(/^FROM \S+/gm)) expect(from).toMatch(/^FROM \$\{NODE_IMAGE\}$/)
})

test('for local builds the bot is root, with what it needs to be another user for builds and services', () => {
  const { services: changed } = parse(read('compose.local-builds.yaml')) as {
    readonly services: Readonly<Record<string, Service & { readonly build: unknown }>>
  }
  const user = '0:0'
  // Without SYS_PTRACE what another user runs is not found by its mark, without DAC_OVERRIDE its folders stay.
  const cap_add = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'KILL', 'SETGID', 'SETUID', 'SYS_PTRACE']
  expect(changed).toEqual({ bot: { build: { args: { SHIPMATE_USER: user } }, user, cap_add } })
})
