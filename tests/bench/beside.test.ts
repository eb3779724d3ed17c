import { execa } from 'execa'
import { expect, test } from 'vitest'
import { drawComparison } from '../../bench/beside/compare.ts'
import { missing } from '../../bench/beside/contenders.ts'
import { latency, oneRun } from '../../bench/measurement.ts'

const MAIN = new URL('../../bench/beside/main.ts', import.meta.url).pathname

test('our bot and the others answer mentions in one run, in its short form', { timeout: 400_000 }, async () => {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME }
  const { stdout } = await execa(process.execPath, [MAIN, '--quick'], { env, extendEnv: false })
  expect(stdout).not.toContain('left out')
  expect(stdout).toMatch(/medians +embedded +bare Bolt +Chat SDK/)
  expect(stdout).toMatch(/“help”, one by one, p50( +[\d.]+ ms){3}/)
  expect(stdout).toMatch(/“status”, 16 at a time( +[\d,.]+ per s){3}/)
  expect(stdout).toMatch(/“status”, processor time each( +[\d.]+ ms){3}/)
  expect(stdout).toMatch(/“status”, 16 at a time( +[\d.]+){2}$/m)
})

test('ours is compared with the others within a turn, so that a busy turn counts for both', () => {
  const turn = (ms: number, rate: number) => [latency('wait', [ms]), oneRun('rate', 'per s', rate)]
  const drawn = drawComparison([
    { name: 'ours', ours: true, turns: [turn(20, 100), turn(80, 50), turn(30, 90)] },
    { name: 'theirs', ours: false, turns: [turn(10, 200), turn(40, 100), turn(10, 200)] },
  ])
  expect(drawn.split('\n').map((line) => line.trim().split(/\s{2,}/))).toEqual([
    ['medians', 'ours', 'theirs'],
    ['wait, p50', '30 ms', '10 ms'],
    ['wait, p95', '30 ms', '10 ms'],
    ['rate', '90 per s', '200 per s'],
    [''],
    ['ours / theirs', 'ours / theirs'],
    ['wait, p50', '2'],
    ['wait, p95', '2'],
    ['rate', '0.5'],
  ])
})

test('what is not installed is named, so that its bot can be left out', () => {
  expect(missing(['vitest', 'no-such-package'])).toEqual(['no-such-package'])
})
