import { expect, test } from 'vitest'
import { clusterWith, stageOn, V1 } from '../../support/kubernetes/stage.ts'

const line = (second: number, said: string): string => `2026-03-02T09:00:0${second}.123456789Z ${said}\n`

test('lines of all pods come in the order of their times, each with its pod', async () => {
  const { cluster, logs } = await clusterWith(V1)
  cluster.says('v1.0.0', { current: line(1, 'started') + line(2, 'GET /') })
  const { lines, isCut } = await logs({})
  expect(lines.map(({ at, text }) => [at, text])).toEqual([
    ['2026-03-02T09:00:01.123Z', 'started'],
    ['2026-03-02T09:00:01.123Z', 'started'],
    ['2026-03-02T09:00:02.123Z', 'GET /'],
    ['2026-03-02T09:00:02.123Z', 'GET /'],
  ])
  expect(new Set(lines.map(({ instance }) => instance)).size).toBe(2)
  expect(isCut).toBe(false)
})

test('words, a time and a number narrow them', async () => {
  const { cluster, logs } = await clusterWith(V1)
  cluster.says('v1.0.0', { current: line(1, 'error: one') + line(3, 'fine') + line(4, 'error: two') })
  const told = async (query: Parameters<typeof logs>[0]) => (await logs(query)).lines.map(({ text }) => text)
  expect(await told({ words: ['error'] })).toEqual(['error: one', 'error: one', 'error: two', 'error: two'])
  expect(await told({ since: '2026-03-02T09:00:02Z', words: ['error'] })).toEqual(['error: two', 'error: two'])
  expect(await logs({ count: 1 })).toMatchObject({ lines: [{ text: 'error: two' }], isCut: true })
})

test('what a container wrote before it last ended', async () => {
  const { cluster, logs } = await clusterWith(V1)
  cluster.says('v1.0.0', { current: line(2, 'again'), previous: line(1, 'fatal: gone') })
  expect((await logs({ previous: true })).lines.map(({ text }) => text)).toEqual(['fatal: gone', 'fatal: gone'])
})

test('the newest lines are there however long they are', async () => {
  const { cluster, logs } = await clusterWith(V1)
  const long = 'x'.repeat(2_000)
  const all = Array.from(
    { length: 1_500 },
    (_, at) => `2026-03-02T09:00:00.${String(at).padStart(9, '0')}Z ${at} ${long}\n`,
  )
  cluster.says('v1.0.0', { current: all.join('') })
  const { lines, isCut } = await logs({ count: 2_000 })
  expect(lines.at(-1)?.text).toMatch(/^1499 /)
  expect(lines.length).toBeGreaterThan(300)
  expect(isCut).toBe(true)
})

test('where nothing runs there are none', async () => {
  const { cluster } = await clusterWith(V1)
  expect(await stageOn(cluster, { deployment: 'nothing' }).logs({})).toEqual({ lines: [], isCut: false })
})
