import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { identifyProcess } from '../../adapters/process/process-identity.ts'
import type { LiveDelivery } from '../../src/app/wiring/delivery.ts'
import type { BuildStrategy } from '../../src/domain/release.ts'
import type { WorkOutcome } from '../../src/ports/work-outcome.ts'
import { breakRepository } from '../support/git-repository.ts'
import { delivered, inPlace, NEVER_ABORTED, type Place, serverFiles } from '../support/local-delivery.ts'
import { holdPort } from '../support/ports.ts'

test('a public port that another program uses is named, with what to do', async () => {
  const held = await holdPort()
  try {
    await inPlace(
      async (place) => {
        const release = await place.released({ version: 'v1.0.0' })
        expect(await place.deploy(release)).toEqual({
          kind: 'failed',
          reason: `Port ${held.port}, where users reach mail in staging, is taken by another program.`,
          nextStep: expect.stringContaining(`lsof -i :${held.port}`),
        })
        expect(place.instances()).toEqual([])
      },
      { environments: { staging: { port: held.port } } },
    )
  } finally {
    await held.release()
  }
})

test('a health path that never answers fails the deployment when its time is over', () =>
  inPlace(
    async (place) => {
      const release = await place.released({ version: 'v1.0.0', health: 'silent' })
      expect(await place.deploy(release)).toMatchObject({
        kind: 'failed',
        // How far it came in that time is the machine's affair.
        reason: expect.stringMatching(/was not healthy after 0\.5 s: /),
      })
      expect(place.instances()).toEqual([])
    },
    { healthTimeoutSeconds: 0.5 },
  ))

test('a start command that does not exist is said plainly', () =>
  inPlace(
    async (place) => {
      const release = await place.released({ version: 'v1.0.0' })
      expect(await place.deploy(release)).toMatchObject({
        kind: 'failed',
        reason: expect.stringContaining('could not be started: spawn no-such-program ENOENT'),
      })
    },
    { start: ['no-such-program'] },
  ))

test('a release that was never built cannot be deployed', () =>
  inPlace(async (place) => {
    const sha = place.repository.commit('not built', serverFiles({ version: 'v1.0.0' }))
    expect(await place.deploy({ sha, version: 'v1.0.0' })).toMatchObject({
      kind: 'failed',
      reason: 'v1.0.0 of mail is not built.',
    })
  }))

test('a build that fails says how, with the end of its output', () =>
  inPlace(async (place) => {
    expect(
      await build(place, { 'build.mjs': 'console.log("\\u001b[31mno such module\\u001b[0m"); process.exit(4)' }),
    ).toEqual({
      kind: 'failed',
      reason: expect.stringMatching(/^The build of [0-9a-f]{7} ended with exit code 4\.$/),
      nextStep: expect.stringContaining('.log'),
      logTail: 'no such module',
    })
  }, BUILT))

test('a build that hangs is stopped with all it has started, and may be tried again', () =>
  inPlace(
    async (place) => {
      const hanging = `
        import { spawn } from 'node:child_process'
        import { existsSync, writeFileSync } from 'node:fs'
        if (!existsSync('${place.folder}/tried')) {
          writeFileSync('${place.folder}/tried', '')
          const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' })
          console.log(child.pid)
          setInterval(() => {}, 1000)
        }`
      const outcome = await build(place, { 'build.mjs': hanging })
      expect(outcome).toMatchObject({ kind: 'failed', reason: expect.stringContaining('took longer than 5 s') })
      const child = Number(outcome.kind === 'failed' ? outcome.logTail : undefined)
      expect(child).toBeGreaterThan(0)
      await expect.poll(() => identifyProcess(child)).toBeUndefined()
      const patient = place.anotherDelivery({ buildTimeoutSeconds: 60 })
      expect(await build(place, {}, { by: patient })).toMatchObject({ kind: 'done' })
    },
    // Not how fast a build is: what it has started must have begun by then.
    { ...BUILT, buildTimeoutSeconds: 5 },
  ))

test('what a build goes on doing after its bot was killed is ended before the release is built again', () =>
  inPlace(async (place) => {
    const hanging = `
      import { existsSync, renameSync, writeFileSync } from 'node:fs'
      if (!existsSync('${place.folder}/pid')) {
        // Whoever sees the file sees all of it.
        writeFileSync('${place.folder}/writing', String(process.pid))
        renameSync('${place.folder}/writing', '${place.folder}/pid')
        setInterval(() => {}, 1000)
      }`
    const sha = place.repository.commit('hanging', { ...serverFiles({ version: 'v1' }), 'build.mjs': hanging })
    const bot = spawn(process.execPath, ['--input-type=module', '--eval', buildingBot(place, sha)], {
      stdio: 'inherit',
    })
    await expect.poll(() => existsSync(`${place.folder}/pid`)).toBe(true)
    bot.kill('SIGKILL')
    const orphan = Number(readFileSync(`${place.folder}/pid`, 'utf8'))
    expect(identifyProcess(orphan)).toBeDefined()

    expect(await build(place, {}, { sha })).toMatchObject({ kind: 'done', detail: expect.stringMatching(/^Built/) })
    expect(identifyProcess(orphan)).toBeUndefined()
  }, BUILT))

test('a build that is called off ends as cancelled and leaves no release', () =>
  inPlace(async (place) => {
    const calledOff = new AbortController()
    const began = join(place.folder, 'began')
    const hanging = `
      import { writeFileSync } from 'node:fs'
      writeFileSync('${began}', '')
      setInterval(() => {}, 1000)`
    const building = build(place, { 'build.mjs': hanging }, { signal: calledOff.signal })
    await expect.poll(() => existsSync(began)).toBe(true)
    calledOff.abort()
    expect(await building).toEqual({ kind: 'cancelled' })
    expect(await place.deploy({ sha: place.repository.git('rev-parse', 'HEAD'), version: 'v1' })).toMatchObject({
      reason: 'v1 of mail is not built.',
    })
  }, BUILT))

test('a build that prints 100 MB neither fills the disk nor the memory, and its end is kept', () =>
  inPlace(async (place) => {
    const printing = `
        import { writeSync } from 'node:fs'
        const line = Buffer.alloc(1024 * 1024, 'x'.repeat(99) + '\\n')
        for (let megabyte = 0; megabyte < 100; megabyte += 1) for (let at = 0; at < line.length; ) at += writeSync(1, line, at)
        // Not by console.log, which process.exit would not wait for while the pipe is full.
        writeSync(1, 'the last word\\n')
        process.exit(1)`
    const before = process.memoryUsage().rss
    const outcome = await build(place, { 'build.mjs': printing })
    expect(outcome).toMatchObject({ kind: 'failed', logTail: expect.stringMatching(/the last word$/) })
    expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1024 * 1024)
  }, BUILT))

test('a full disk at build is called by its name', () =>
  inPlace(async (place) => {
    const full = 'console.error("Error: ENOSPC: no space left on device, write"); process.exit(1)'
    expect(await build(place, { 'build.mjs': full })).toMatchObject({
      kind: 'failed',
      reason: 'The disk is full.',
      nextStep: expect.stringContaining('Free some space'),
    })
  }, BUILT))

test('a release of which the repository holds only a part is refused by name, never deployed', () =>
  inPlace(async (place) => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12345\n`
    expect(await build(place, { 'assets/logo.png': pointer })).toEqual({
      kind: 'failed',
      reason: expect.stringMatching(
        /^[0-9a-f]{7} has files in Git LFS, of which .* only pointers: assets\/logo\.png\.$/,
      ),
      nextStep: 'Commit these files themselves, then ask for that version.',
    })
    const lfs = place.repository.git('rev-parse', 'HEAD')
    expect(await place.deploy({ sha: lfs, version: 'v1' })).toMatchObject({ reason: 'v1 of mail is not built.' })
    // Nothing was built, so there is no log, and none is left open.
    expect(readdirSync(join(place.folder, 'releases', 'mail', 'builds'))).toEqual([])

    expect(await build(place, { 'assets/logo.png': `${pointer}and more\n` })).toMatchObject({ kind: 'done' })
    place.repository.git('update-index', '--add', '--cacheinfo', `160000,${lfs},vendor/theme`)
    place.repository.git('commit', '--quiet', '--message', 'A submodule')
    const sha = place.repository.git('rev-parse', 'HEAD')
    expect(await build(place, {}, { sha })).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/has submodules, whose files are not in the repository: vendor\/theme\.$/),
    })
  }))

test('no-cache builds a commit anew, while an instance of the old build keeps its files', () =>
  inPlace(async (place) => {
    const stamping =
      'import { writeFileSync } from "node:fs"; writeFileSync("built-at", String(process.hrtime.bigint()))'
    expect(await build(place, { 'build.mjs': stamping })).toMatchObject({ kind: 'done' })
    const sha = place.repository.git('rev-parse', 'HEAD')
    await place.deploy({ sha, version: 'v1' })
    const [instance] = place.instances()

    expect(await build(place, {}, { task: 'TASK-2', sha })).toMatchObject({
      detail: expect.stringContaining('already'),
    })
    expect(await build(place, {}, { task: 'TASK-3', sha, strategy: 'no-cache' })).toMatchObject({
      detail: expect.stringMatching(/^Built/),
    })
    await place.deploy({ sha, version: 'v1' }, { task: 'TASK-4', fencingToken: 9 })
    const [newer] = place.instances()
    expect(newer?.folder).not.toBe(instance?.folder)
    expect((await place.get()).version).toBe('v1')
  }, BUILT))

test('a repository that is missing, broken or no repository is said so, and so is a commit it does not hold', () =>
  inPlace(async (place) => {
    const { repository } = place
    repository.commit('first', serverFiles({ version: 'v1' }))
    expect(await build(place, {}, { sha: '0'.repeat(40) })).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('holds no commit 000000000000'),
    })
    breakRepository(repository)
    expect(await place.anotherDelivery().resolve('mail', 'latest')).toEqual({
      problem: 'repository-unusable',
      sentence: expect.stringContaining('cannot be read'),
    })
  }))

test('a missing repository is named', () =>
  inPlace(
    async ({ delivery }) => {
      expect(await delivery.resolve('mail', 'latest')).toEqual({
        problem: 'repository-missing',
        sentence: expect.stringMatching(/^The repository of mail, \/no\/such\/folder, does not exist\./),
      })
    },
    { repository: '/no/such/folder' },
  ))

const BUILT = { build: ['node', 'build.mjs'] }

/** A program that is a bot of its own, building one commit. */
function buildingBot({ folder, service }: Place, sha: string): string {
  const adapter = new URL('../../src/app/wiring/delivery.ts', import.meta.url)
  const order = { task: 'TASK-1', fencingToken: 1, service: 'mail', release: { sha, version: 'v1' }, strategy: 'cache' }
  return `
    import { deliveryFor } from ${JSON.stringify(adapter)}
    const delivery = deliveryFor(${JSON.stringify({ folder, services: [delivered(service)] })})
    await delivery.build(${JSON.stringify(order)}, new AbortController().signal)`
}

interface BuildOptions {
  readonly by?: LiveDelivery
  readonly signal?: AbortSignal
  readonly sha?: string
  readonly task?: `TASK-${number}`
  readonly strategy?: BuildStrategy
}

function build(place: Place, files: Record<string, string>, options: BuildOptions = {}): Promise<WorkOutcome> {
  const { by = place.delivery, signal = NEVER_ABORTED, task = 'TASK-1', strategy = 'cache' } = options
  const sha = options.sha ?? place.repository.commit('change', { ...serverFiles({ version: 'v1' }), ...files })
  const release = { sha, version: sha.slice(0, 7) }
  return by.build({ task, fencingToken: 1, service: 'mail', release, strategy }, signal)
}
