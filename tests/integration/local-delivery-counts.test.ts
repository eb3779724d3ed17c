import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCountsFile } from '../../adapters/local-host/host/counts-file.ts'
import { hostPaths, prepareHostFolders } from '../../adapters/local-host/host/host-paths.ts'
import type { CountedTraffic } from '../../src/ports/traffic-history.ts'
import { inPlace, type Place } from '../support/local-delivery.ts'
import { clientOfOldHost } from '../support/old-host.ts'

const DAY_MS = 24 * 60 * 60 * 1000

async function counted({ delivery, service }: Place): Promise<CountedTraffic> {
  const now = new Date()
  const counts = await delivery.counted(service.id, 'staging', new Date(now.getTime() - 28 * DAY_MS), now)
  if (!counts) throw new Error('nobody counts')
  return counts
}

async function ask(place: Place, times: number): Promise<void> {
  for (let request = 0; request < times; request++) await place.get()
}

/** Ends the host as the system does, and waits until the bot has another. */
async function restartHost(place: Place): Promise<void> {
  const before = place.hostPid()
  process.kill(before, 'SIGTERM')
  await expect.poll(() => (existsSync(hostPaths(place.folder).lock) ? place.hostPid() : before)).not.toBe(before)
  await expect.poll(() => place.get().then(({ status }) => status)).toBe(200)
}

test('a host that starts anew goes on with what was counted, over all releases of the place', () =>
  inPlace(async (place) => {
    await place.delivery.start()
    await place.deploy(await place.released({ version: 'v1.0.0' }))
    await ask(place, 8)
    await place.deploy(await place.released({ version: 'v1.1.0', failsEvery: 4 }))
    await ask(place, 8)
    const before = await counted(place)
    expect(before).toMatchObject({ requests: 16, errors: 2 })

    await restartHost(place)
    const after = await counted(place)
    expect(after.from).toBe(before.from)
    // Those that found out that it serves again are counted too.
    expect(after.requests).toBeGreaterThan(before.requests)
    expect(after.errors).toBeGreaterThanOrEqual(before.errors)
  }))

test('a damaged file is set aside, and the host starts and counts anew', () =>
  inPlace(async (place) => {
    const paths = hostPaths(place.folder)
    prepareHostFolders(paths)
    writeFileSync(paths.counts, '{"since":"2026-03-02T09:00:00.000Z","places":{"mail/staging":[[1,')
    await place.delivery.start()
    await place.deploy(await place.released({ version: 'v1.0.0' }))
    await ask(place, 3)
    expect(await counted(place)).toMatchObject({ requests: 3, errors: 0 })
    expect(readFileSync(`${paths.counts}.damaged`, 'utf8')).toContain('"mail/staging":[[1,')
    expect(readFileSync(paths.log, 'utf8')).toContain('traffic-by-hour.json is set aside, since it cannot be read')
  }))

test('a host from before anything was counted goes on, and there are no figures', async () => {
  const client = await clientOfOldHost()
  const now = new Date().toISOString()
  const question = { service: 'payments', environment: 'staging', since: now, until: now }
  expect(await client.counts(question)).toBeUndefined()
})

describe('the file', () => {
  const NOW = Date.parse('2026-03-02T09:00:00Z')
  let folder: string
  let file: string
  let logged: string[]
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
    file = join(folder, 'traffic-by-hour.json')
    logged = []
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const opened = (): ReturnType<typeof openCountsFile> => openCountsFile(file, () => NOW, logged.push.bind(logged))
  const requests = (): number => opened().counts.counted('payments/staging', NOW, NOW).requests

  test('is written when there is anything new, and then holds everything', async () => {
    const { counts, keep } = opened()
    await keep()
    expect(existsSync(file)).toBe(false)
    counts.count('payments/staging', true)
    // Two at once do not get into each other's way.
    await Promise.all([keep(), keep()])
    expect(requests()).toBe(1)
    rmSync(file)
    await keep()
    expect(existsSync(file)).toBe(false)
    expect(logged).toEqual([])
  })

  test.each([
    ['is no JSON', '{'],
    ['holds something else', '{"instances":[]}'],
    ['holds counts that are none', '{"since":"2026-03-02T09:00:00.000Z","places":{"payments/staging":[[1,-5,0]]}}'],
    ['is too large', ' '.repeat(17 * 1024 * 1024)],
  ])('that %s is set aside and replaced', async (_, text) => {
    writeFileSync(file, text)
    const { counts, keep } = opened()
    expect(logged).toEqual([expect.stringMatching(/start from zero; .* is set aside, since it cannot be read: .*$/)])
    expect(existsSync(`${file}.damaged`)).toBe(true)
    counts.count('payments/staging', false)
    await keep()
    expect(requests()).toBe(1)
  })

  test('that cannot be written is only logged, and tried again', async () => {
    const { counts, keep } = opened()
    counts.count('payments/staging', false)
    mkdirSync(`${file}.new`)
    await keep()
    expect(logged).toEqual([expect.stringContaining('could not be kept')])
    rmSync(`${file}.new`, { recursive: true })
    await keep()
    expect(requests()).toBe(1)
  })
})
