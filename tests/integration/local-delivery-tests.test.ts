import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tryLock } from '../../adapters/process/lock-file.ts'
import { releaseRoot } from '../../adapters/workspace/release-root.ts'
import type { TestOutcome } from '../../src/ports/tester.ts'
import { inPlace, NEVER_ABORTED, type Place, serverFiles } from '../support/local-delivery.ts'

const TESTED = {
  build: ['node', 'build.mjs'],
  test: { command: ['node', 'test.mjs'], timeoutSeconds: 20 },
} as const

/** Commits these files, and tests that commit. */
async function tested(place: Place, files: Readonly<Record<string, string>>, signal = NEVER_ABORTED) {
  const all = { ...serverFiles({ version: 'v1' }), 'build.mjs': '', ...files }
  const sha = place.repository.commit('tested', all)
  return place.delivery.test({ service: 'mail', release: { sha, version: 'v1' } }, signal)
}

test('exactly the commit is built and tested, and nothing of it stays', () =>
  inPlace(async (place) => {
    const build = "import { writeFileSync } from 'node:fs'; writeFileSync('built', process.env.SHIPMATE_COMMIT)"
    const tests = `
      import { readFileSync, existsSync } from 'node:fs'
      if (existsSync('later') || readFileSync('built', 'utf8') !== process.env.SHIPMATE_COMMIT) process.exit(1)
      console.log('# pass 3\\n# fail 0')`
    const older = place.repository.commit('older', {
      ...serverFiles({ version: 'v1' }),
      'build.mjs': build,
      'test.mjs': tests,
    })
    place.repository.commit('newer', { later: '' })
    const outcome = await place.delivery.test(
      { service: 'mail', release: { sha: older, version: 'v1' } },
      NEVER_ABORTED,
    )
    expect(outcome).toEqual({ kind: 'passed', counts: { passed: 3, failed: 0 } })
    const left = readdirSync(join(releaseRoot(place.folder), 'mail', 'tests'), { withFileTypes: true })
    expect(left.filter((entry) => entry.isDirectory())).toEqual([])
    // Nothing was made that could be deployed.
    expect(await place.deploy({ sha: older, version: 'v1' })).toMatchObject({ reason: 'v1 of mail is not built.' })
  }, TESTED))

test('tests that fail say how many, with the end of their output', () =>
  inPlace(async (place) => {
    const outcome = await tested(place, {
      'test.mjs': "console.log('not ok 2 - adds up\\n# pass 9\\n# fail 1'); process.exit(1)",
    })
    expect(outcome).toEqual({
      kind: 'failed',
      reason: 'The test run of v1 (1 of 10 failed) ended with exit code 1.',
      nextStep: expect.stringContaining('.log'),
      logTail: 'not ok 2 - adds up\n# pass 9\n# fail 1',
    })
  }, TESTED))

test('a build that fails is no test result, and the tests do not run', () =>
  inPlace(async (place) => {
    const ran = join(place.folder, 'ran')
    const outcome = await tested(place, {
      'build.mjs': "console.error('no such module'); process.exit(4)",
      'test.mjs': `import { writeFileSync } from 'node:fs'; writeFileSync('${ran}', '')`,
    })
    expect(outcome).toMatchObject({ reason: 'The build of v1 ended with exit code 4.', logTail: 'no such module' })
    expect(existsSync(ran)).toBe(false)
  }, TESTED))

test('tests that are called off are ended, and may run again', () =>
  inPlace(async (place) => {
    const started = join(place.folder, 'started')
    const hanging = `
      import { existsSync, writeFileSync } from 'node:fs'
      if (!existsSync('${started}')) {
        writeFileSync('${started}', String(process.pid))
        setInterval(() => {}, 1000)
      }`
    const calledOff = new AbortController()
    const testing = tested(place, { 'test.mjs': hanging }, calledOff.signal)
    await expect.poll(() => existsSync(started) && readFileSync(started, 'utf8')).toMatch(/\d/)
    calledOff.abort()
    expect(await testing).toEqual({ kind: 'cancelled' })
    const again: TestOutcome = await tested(place, { 'test.mjs': hanging, note: 'again' })
    expect(again).toEqual({ kind: 'passed' })
  }, TESTED))

test('the logs of commits that were tested long ago go, except of one that is tested at this moment', () =>
  inPlace(async (place) => {
    const folder = join(releaseRoot(place.folder), 'mail', 'tests')
    mkdirSync(folder, { recursive: true })
    const shaOf = (number: number): string => String(number).padStart(40, '0')
    for (let number = 1; number <= 22; number++) {
      const at = new Date(Date.UTC(2026, 0, number))
      for (const name of [`${shaOf(number)}.log`, `${shaOf(number)}.build.log`]) {
        writeFileSync(join(folder, name), '')
        utimesSync(join(folder, name), at, at)
      }
    }
    const held = tryLock(join(folder, `${shaOf(1)}.lock`))
    expect(await tested(place, { 'test.mjs': '' })).toEqual({ kind: 'passed' })
    const gone = Array.from({ length: 22 }, (_, index) => index + 1).filter(
      (number) => !existsSync(join(folder, `${shaOf(number)}.log`)),
    )
    // With the one of this test, 20 stay.
    expect(gone).toEqual([2, 3])
    expect(readdirSync(folder).filter((name) => name.endsWith('.build.log'))).toHaveLength(21)
    held?.release()
    expect(await tested(place, { 'test.mjs': '', note: 'again' })).toEqual({ kind: 'passed' })
    expect(readdirSync(folder).filter((name) => name.endsWith('.build.log'))).toHaveLength(20)
  }, TESTED))

test('a service without tests says what to add', () =>
  inPlace(async (place) => {
    expect(await tested(place, {})).toMatchObject({
      kind: 'failed',
      reason: 'mail has no tests in shipmate.yaml.',
      nextStep: 'Add test: [npm, test] to mail there.',
    })
  }))
