import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { hostPaths } from '../../adapters/local-host/host/host-paths.ts'
import { childEnvironment } from '../../adapters/process/child-environment.ts'
import { chooseConfinement } from '../../adapters/process/choose-confinement.ts'
import { type Confinement, confined } from '../../adapters/process/confinement.ts'
import { identifyProcess } from '../../adapters/process/process-identity.ts'
import { probeIsolation } from '../../adapters/workspace/probe-isolation.ts'
import { createWorkspace } from '../../adapters/workspace/workspace.ts'
import { deliveryFor } from '../../src/app/wiring/delivery.ts'
import { delivered, inPlace, NEVER_ABORTED, type Place, serverFiles } from '../support/local-delivery.ts'

const isRoot = process.getuid?.() === 0
const OTHER = { kind: 'own-user', uid: 58_731, gid: 58_731 } as const

/** Tells what it can read of these paths, and whether the host listens to it. */
const SPY = `
import { readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
export const look = async ({ paths, socketPath }) => {
  const read = paths.filter((path) => { try { return readFileSync(path).length > 0 } catch { return false } })
  const heard = await new Promise((resolve) => {
    request({ socketPath, path: '/state' }, ({ statusCode }) => resolve(statusCode)).once('error', ({ code }) => resolve(code)).end()
  })
  return { uid: process.getuid(), read, heard, home: process.env.HOME }
}
export const note = (found) => writeFileSync('found-by-build.json', JSON.stringify(found))
`

function spying(folder: string, bot: number): Record<string, string> {
  const { credential, state, log, socket } = hostPaths(folder)
  const paths = [join(folder, '.env'), credential, state, log, `/proc/${bot}/environ`, `/proc/${bot}/mem`]
  const asked = JSON.stringify({ paths, socketPath: socket })
  return {
    'spy.mjs': SPY,
    'build.mjs': `import { look, note } from './spy.mjs'\nnote(await look(${asked}))`,
    'server.mjs': `
      import { readFileSync } from 'node:fs'
      import { createServer } from 'node:http'
      import { look } from './spy.mjs'
      const byBuild = JSON.parse(readFileSync('found-by-build.json', 'utf8'))
      const byInstance = await look(${asked})
      createServer((request, response) => response.end(JSON.stringify({ byBuild, byInstance, pid: process.pid })))
        .listen(Number(process.env.PORT), process.env.HOST)`,
  }
}

async function deploySpy(
  place: Place,
  by = place.delivery,
): Promise<{ byBuild: unknown; byInstance: unknown; pid: number }> {
  writeFileSync(join(place.folder, '.env'), 'SLACK_BOT_TOKEN=xoxb-1')
  await by.start()
  const sha = place.repository.commit('spy', spying(place.folder, process.pid))
  const release = { sha, version: 'v1.0.0' }
  const order = { task: 'TASK-1', fencingToken: 1, service: 'mail', release, strategy: 'cache' } as const
  expect(await by.build(order, NEVER_ABORTED)).toMatchObject({ kind: 'done' })
  expect(await place.deploy(release, {}, { by })).toMatchObject({ kind: 'done' })
  return JSON.parse((await place.get()).text)
}

const BUILT = { build: ['node', 'build.mjs'] }

test.runIf(isRoot)(
  'builds and instances of root run as another user, who reads nothing of the bot and commands no host',
  () =>
    inPlace(
      async (place) => {
        const { byBuild, byInstance, pid } = await deploySpy(place)
        const home = join(place.folder, 'home-58731')
        expect(byBuild).toEqual({ uid: OTHER.uid, read: [], heard: 'EACCES', home })
        expect(byInstance).toEqual({ uid: OTHER.uid, read: [], heard: 'EACCES', home })
        expect(statSync(join(place.folder, '.env')).mode & 0o007).toBe(0)
        // It is ended like any other.
        await place.deploy(await place.released({ version: 'v2.0.0' }), { task: 'TASK-9', fencingToken: 9 })
        await expect.poll(() => identifyProcess(pid)).toBeUndefined()
        expect((await place.get()).version).toBe('v2.0.0')
      },
      BUILT,
      { confinement: OTHER, secretFiles: [] },
    ),
)

test.runIf(isRoot)('a build of another user that fails or is built anew leaves no folder behind', () =>
  inPlace(
    async (place) => {
      await place.delivery.start()
      const files = {
        'build.mjs': 'import { mkdirSync } from "node:fs"; mkdirSync("closed", { mode: 0 }); process.exit(1)',
      }
      const sha = place.repository.commit('bad', files)
      const order = { task: 'TASK-1', fencingToken: 1, service: 'mail', strategy: 'cache' } as const
      const built = await place.delivery.build({ ...order, release: { sha, version: 'v1' } }, NEVER_ABORTED)
      expect(built).toMatchObject({ kind: 'failed' })
      expect(existsSync(join(place.folder, 'releases', 'mail', 'builds', `${sha}-TASK-1`))).toBe(false)
    },
    BUILT,
    { confinement: OTHER },
  ),
)

test.runIf(isRoot)('what was built for another user is built anew for the one who is to run it now', () =>
  inPlace(async (place) => {
    const release = await place.released({ version: 'v1.0.0' })
    const { folder, service } = place
    const other = deliveryFor({ folder, services: [delivered(service)], confinement: OTHER })
    await other.start()
    onTestFinished(() => other.close())
    expect(await place.deploy(release, {}, { by: other })).toMatchObject({ reason: 'v1.0.0 of mail is not built.' })
    const order = { task: 'TASK-5', fencingToken: 5, service: 'mail', release, strategy: 'cache' } as const
    expect(await other.build(order, NEVER_ABORTED)).toEqual({ kind: 'done', detail: 'Built v1.0.0.' })
    expect(await place.deploy(release, {}, { by: other })).toMatchObject({ kind: 'done' })
  }),
)

/** An unprivileged user, as whom this test stands in for a bot that is not root. */
const PLAIN = isRoot ? { uid: 58_732, gid: 58_732 } : {}
const env = childEnvironment()

function inNamespace(hidden: readonly string[], ...command: readonly [string, ...string[]]) {
  const [file, ...args] = command
  const confinement: Confinement = { kind: 'namespace', hidden }
  const run = confined(file, args, confinement)
  return spawnSync(run.file, run.args, { ...PLAIN, env, cwd: '/', encoding: 'utf8' })
}

function canEnterNamespace(): boolean {
  const { file, args } = confined('true', [], { kind: 'namespace', hidden: [] })
  return spawnSync(file, args, { env, cwd: '/' }).status === 0
}

const hasNamespaces = process.platform === 'linux' && inNamespace([], 'true').status === 0
/** Whether the user of this test may do so itself, as the local host does. */
const isConfinable = process.platform === 'linux' && canEnterNamespace()

test.runIf(hasNamespaces)(
  'in a namespace the same user sees neither hidden files nor into processes outside',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
    chmodSync(folder, 0o777)
    const secret = join(folder, '.env')
    mkdirSync(join(folder, 'data'))
    for (const path of [secret, join(folder, 'data', 'state')]) writeFileSync(path, 'xoxb-1', { mode: 0o644 })
    const bot = spawn('sleep', ['60'], { ...PLAIN, env: { ...env, TOKEN: 'xoxb-1' }, stdio: 'ignore' })
    onTestFinished(() => {
      bot.kill('SIGKILL')
      rmSync(folder, { recursive: true })
    })
    const environ = `/proc/${bot.pid}/environ`
    await expect.poll(() => spawnSync('cat', [environ], { ...PLAIN, encoding: 'utf8' }).stdout).toContain('xoxb-1')

    const hidden = [secret, join(folder, 'data')]
    expect(inNamespace(hidden, 'cat', secret).stdout).toBe('')
    expect(inNamespace(hidden, 'ls', join(folder, 'data')).stdout).toBe('')
    expect(inNamespace(hidden, 'cat', environ)).toMatchObject({ stdout: '', stderr: expect.stringContaining('denied') })
    expect(inNamespace(hidden, 'umount', join(folder, 'data')).status).not.toBe(0)
    expect(inNamespace(hidden, 'unshare', '--user', '--map-root-user', '--mount', 'umount', secret).status).not.toBe(0)
    const works = inNamespace(hidden, 'node', '-p', 'process.getuid()')
    expect(works.stdout.trim()).toBe(String(PLAIN.uid ?? process.getuid?.()))
  },
)

test.runIf(isConfinable)('builds and instances in a namespace read nothing of the bot and command no host', () =>
  inPlace(async (place) => {
    const { folder, service } = place
    const secretFiles = [join(folder, '.env')]
    const confining = deliveryFor({
      folder,
      services: [delivered(service)],
      confinement: { kind: 'namespace' },
      secretFiles,
    })
    onTestFinished(() => confining.close())
    const { byBuild, byInstance, pid } = await deploySpy(place, confining)
    const heard = expect.stringMatching(/^E(NOENT|CONNREFUSED)$/)
    const seen = { uid: process.getuid?.(), read: [], heard, home: process.env.HOME }
    expect(byBuild).toEqual(seen)
    expect(byInstance).toEqual(seen)
    // It is ended like any other.
    const sha = place.repository.commit('next', { ...serverFiles({ version: 'v2.0.0' }), 'build.mjs': '' })
    const release = { sha, version: 'v2.0.0' }
    const order = { task: 'TASK-9', fencingToken: 9 } as const
    await confining.build({ ...order, service: 'mail', release, strategy: 'cache' }, NEVER_ABORTED)
    await place.deploy(release, order, { by: confining })
    await expect.poll(() => identifyProcess(pid)).toBeUndefined()
  }, BUILT),
)

test('in a namespace the folder of the bot is covered as a whole, unless the only node is in it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  onTestFinished(() => void vi.unstubAllEnvs())
  const bot = resolve(import.meta.dirname, '../..')
  const secretFiles = [join(bot, '.env'), join(bot, 'settings', 'shipmate.yaml'), join(folder, 'shipmate.yaml')]
  const hidden = () => {
    const choice = { kind: 'namespace' } as const
    const { confinement } = createWorkspace({ dataFolder: join(folder, 'data'), choice, secretFiles, log: () => {} })
    return confinement.kind === 'namespace' ? confinement.hidden : []
  }
  vi.stubEnv('PATH', join(bot, 'node_modules', '.bin'))
  expect(hidden()).toEqual(expect.arrayContaining(secretFiles))
  vi.stubEnv('PATH', folder)
  writeFileSync(join(folder, 'node'), '')
  expect(hidden()).toEqual(expect.arrayContaining([bot, join(folder, 'shipmate.yaml')]))
  // What is in a folder that is covered could not be covered once more.
  expect(hidden().filter((path) => path.startsWith(join(bot, '/')))).toEqual([])
})

test('what a machine allows is chosen by trying, and a user that only root can start is refused', () => {
  const choice = chooseConfinement('auto', env)
  if (isRoot) expect(choice).toEqual(OTHER)
  else expect(choice.kind).toBe(hasNamespaces ? 'namespace' : 'none')
  expect(chooseConfinement('bot', env)).toEqual({ kind: 'none', why: 'runAs says so' })
  const named = { uid: 4_711, gid: 4_712 }
  if (isRoot) expect(chooseConfinement(named, env)).toEqual({ kind: 'own-user', ...named })
  else expect(() => chooseConfinement(named, env)).toThrow('only root')
})

test('doctor says who runs services, what they could read, and where releases lie', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const asked = { dataDir: join(folder, 'data'), secretFiles: [] }
  expect(probeIsolation({ ...asked, runAs: 'bot' })).toMatchObject({
    state: 'not-configured',
    sentence: expect.stringMatching(/can read its tokens \(runAs says so\)\.\nReleases lie in /),
  })
  expect(probeIsolation({ ...asked, runAs: 'auto' }).state).toBe(isRoot || hasNamespaces ? 'ok' : 'not-configured')
})
