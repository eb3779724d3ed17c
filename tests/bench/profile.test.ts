import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import type { Profiler } from 'node:inspector'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, onTestFinished, test } from 'vitest'
import { selfTimes, within } from '../../bench/profile/self-times.ts'

const MAIN = new URL('../../bench/profile/main.ts', import.meta.url).pathname

test('the profile says what a message asks for, and keeps a profile of each, in its short form', {
  timeout: 400_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shipmate-profile-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const env = { PATH: process.env.PATH, HOME: process.env.HOME }
  const { stdout } = await execa(process.execPath, [MAIN, '--quick', '--into', folder], { env, extendEnv: false })
  for (const what of ['help', 'status', 'Confirm'])
    expect(stdout).toMatch(new RegExp(`== ${what}: [\\d.]+ statements and [\\d.]+ ms of processor time each`))
  expect(stdout).toMatch(/^ +[\d.]+ +[\d.]+ {2}WITH head AS \( UPDATE shipmate\.log_head/m)
  expect(stdout).toMatch(/^ +[\d.]+ +[\d.]+ % {2}\S/m)
  expect(stdout).toContain(`Profiles for a flame graph: ${folder}`)
  const files = await readdir(folder)
  expect(files.sort()).toEqual(
    ['embedded-confirm', 'embedded-help-16-at-a-time-in-new-threads', 'embedded-help', 'embedded-status'].map(
      (one) => `${one}.cpuprofile`,
    ),
  )
  const profile: Profiler.Profile = JSON.parse(await readFile(join(folder, 'embedded-help.cpuprofile'), 'utf8'))
  expect(profile.samples?.length).toBeGreaterThan(0)
})

/** Samples at 1,100, 1,200, 1,300 and 1,400 µs. */
const PROFILE: Profiler.Profile = {
  startTime: 1_000,
  endTime: 1_400,
  nodes: [
    node(1, 'work', 'file:///home/bot/src/work.ts', 6),
    node(2, '(idle)', '', -1),
    node(3, 'wasm-function[7]', 'wasm://wasm/022a', 0),
  ],
  samples: [1, 3, 1, 2],
  timeDeltas: [100, 100, 100, 100],
}

function node(id: number, functionName: string, url: string, lineNumber: number): Profiler.ProfileNode {
  return { id, callFrame: { functionName, scriptId: '0', url, lineNumber, columnNumber: 0 } }
}

test('a function is named with its file and line, and waiting is no work', () => {
  expect(selfTimes(PROFILE, '/home/bot')).toEqual([
    { name: 'work src/work.ts:7', ms: 0.2 },
    { name: 'PostgreSQL in WebAssembly', ms: 0.1 },
  ])
})

test('only what was sampled while it counted is kept', () => {
  const { samples, timeDeltas, endTime } = within(PROFILE, [
    [1_000, 1_100],
    [1_250, 1_350],
  ])
  expect({ samples, timeDeltas, endTime }).toEqual({ samples: [1, 1], timeDeltas: [100, 50], endTime: 1_150 })
})
