import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { hostPaths, prepareHostFolders } from '../../adapters/local-host/host/host-paths.ts'
import { readHostState } from '../../adapters/local-host/host/host-state.ts'
import type { DeployPhase, Release } from '../../src/domain/release.ts'
import { type Canary, HandedOverError } from '../../src/ports/deployer.ts'
import { handTrial, PAUSED, PUT_BACK, saying, WAIT } from '../support/hand-trial.ts'
import { inPlace, type Place } from '../support/local-delivery.ts'
import { startUsers } from '../support/users.ts'

const CANARY = { strategy: 'canary' } as const
const PROMOTE = { kind: 'promote' } as const

async function twoReleases(place: Place): Promise<{ readonly first: Release; readonly second: Release }> {
  const first = await place.released({ version: 'v1.0.0' })
  const second = await place.released({ version: 'v1.1.0' })
  expect(await place.deploy(first)).toMatchObject({ kind: 'done' })
  return { first, second }
}

/** How many of so many requests each version answered. */
async function answeredBy(place: Place, requests: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (let request = 0; request < requests; request++) {
    const { version = 'none' } = await place.get()
    counts[version] = (counts[version] ?? 0) + 1
  }
  return counts
}

test('of any hundred requests exactly ten go to the canary, until all of them do', () =>
  inPlace(async (place) => {
    const { second } = await twoReleases(place)
    const trial = saying(WAIT)
    const phases: DeployPhase[] = []
    const report = (phase: DeployPhase): void => void phases.push(phase)
    expect(await place.deploy(second, CANARY, { trial, report })).toEqual(PAUSED)
    expect(await (await trial.asked()).complaint()).toBeUndefined()
    expect(await answeredBy(place, 200)).toEqual({ 'v1.0.0': 180, 'v1.1.0': 20 })
    const now = new Date()
    const measured = await place.delivery.measured('mail', 'staging', new Date(now.getTime() - 600_000), now)
    expect(measured?.releases.map(({ task, requests }) => [task, requests])).toEqual(
      expect.arrayContaining([
        ['TASK-1', 180],
        ['TASK-2', 20],
      ]),
    )
    const again = { ...CANARY, task: 'TASK-2' } as const
    expect(await place.deploy(second, again, { trial: saying(PROMOTE), report })).toMatchObject({ kind: 'done' })
    expect(await answeredBy(place, 20)).toEqual({ 'v1.1.0': 20 })
    expect(phases).toEqual(['starting', 'healthy', 'canary', 'canary', 'switched', 'draining'])
    expect(place.instances()).toHaveLength(1)
  }))

test('no request fails from the beginning of a canary to its end, whether it is put back, called off or goes on', () =>
  inPlace(async (place) => {
    const { second } = await twoReleases(place)
    const users = startUsers(place)
    const bad = { ...CANARY, task: 'TASK-2' } as const
    expect(await place.deploy(second, bad, { trial: saying(WAIT, 50) })).toEqual(PAUSED)
    await answeredBy(place, 40)
    expect(await place.deploy(second, bad, { trial: saying(PUT_BACK, 50) })).toEqual({
      kind: 'failed',
      reason: expect.stringMatching(
        /^Canary stopped: 8 % of the requests fail\. v1\.1\.0 received 50 % of requests; all traffic is back/,
      ),
      nextStep: 'Fix it.',
    })
    expect(await answeredBy(place, 20)).toEqual({ 'v1.0.0': 20 })

    const off = { ...CANARY, task: 'TASK-3' } as const
    expect(await place.deploy(second, off, { trial: saying(WAIT, 50) })).toEqual(PAUSED)
    const signal = AbortSignal.abort()
    expect(await place.deploy(second, off, { trial: handTrial(50), signal })).toEqual({ kind: 'cancelled' })
    expect(place.instances()).toHaveLength(1)

    const good = { ...CANARY, task: 'TASK-4' } as const
    expect(await place.deploy(second, good, { trial: saying(WAIT, 50) })).toEqual(PAUSED)
    await answeredBy(place, 40)
    expect(await place.deploy(second, good, { trial: saying(PROMOTE, 50) })).toMatchObject({ kind: 'done' })
    const { failures, answers } = await users.stop()
    expect(failures).toEqual([])
    expect(answers).toBeGreaterThan(0)
  }))

test('a canary that dies leaves its requests to the release that serves: users notice nothing, and the next look puts it back', () =>
  inPlace(async (place) => {
    const { second } = await twoReleases(place)
    const order = { ...CANARY, task: 'TASK-2' } as const
    expect(await place.deploy(second, order, { trial: saying(WAIT, 50) })).toEqual(PAUSED)
    const users = startUsers(place)
    await answeredBy(place, 10)
    process.kill(place.instances().find(({ role }) => role === 'candidate')?.process?.pid ?? 0, 'SIGKILL')
    expect(await answeredBy(place, 20)).toEqual({ 'v1.0.0': 20 })
    expect(await place.deploy(second, order, { trial: handTrial(50) })).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(
        /It was ended by SIGKILL\. v\S+ received \d+ % of requests; all traffic is back on the previous release\.$/,
      ),
    })
    expect((await users.stop()).failures).toEqual([])
    expect(place.instances()).toHaveLength(1)
  }))

test('an order that comes again finds its canary with the time it has had, and another task puts it back', () =>
  inPlace(async (place) => {
    const { first, second } = await twoReleases(place)
    const { since } = await handedOver(place, second)
    const [pid] = candidatesOf(place)
    expect(pid).toBeGreaterThan(0)
    expect(await answeredBy(place, 10)).toEqual({ 'v1.0.0': 9, 'v1.1.0': 1 })

    const after = handTrial()
    const overtaken = place.deploy(second, { ...CANARY, task: 'TASK-7', fencingToken: 8 }, { trial: after })
    expect((await after.asked()).since).toBe(since)
    expect(candidatesOf(place)).toEqual([pid])

    expect(await place.deploy(first, { task: 'TASK-9', fencingToken: 9 })).toMatchObject({ kind: 'done' })
    after.say(PROMOTE)
    expect(await overtaken).toMatchObject({ kind: 'failed', reason: expect.stringContaining('A newer task') })
    expect(candidatesOf(place)).toEqual([])
    expect(await answeredBy(place, 20)).toEqual({ 'v1.0.0': 20 })
  }))

test('a local host that is killed in the middle comes back with the share as it was', () =>
  inPlace(async (place) => {
    const { second } = await twoReleases(place)
    await place.delivery.start()
    const order = { ...CANARY, task: 'TASK-2' } as const
    expect(await place.deploy(second, order, { trial: saying(WAIT) })).toEqual(PAUSED)
    const [pid] = candidatesOf(place)
    const host = place.hostPid()
    process.kill(host, 'SIGKILL')
    const status = (): Promise<unknown> =>
      place.get().then(
        (served) => served.status,
        () => 'unreachable',
      )
    await expect.poll(() => place.hostPid()).not.toBe(host)
    await expect.poll(status).toBe(200)
    expect(candidatesOf(place)).toEqual([pid])
    expect(await answeredBy(place, 100)).toEqual({ 'v1.0.0': 90, 'v1.1.0': 10 })
    expect(await place.deploy(second, order, { trial: saying(PROMOTE) })).toMatchObject({ kind: 'done' })
    expect((await place.get()).pid).toBe(pid)
  }))

test('a candidate that never becomes healthy gets no share, and where nothing serves there is no canary', () =>
  inPlace(
    async (place) => {
      await place.delivery.start()
      const trial = handTrial()
      const release = await place.released({ version: 'v1.0.0' })
      expect(await place.delivery.canaryBlocker('mail', 'staging')).toContain('nothing to compare with')
      expect(await place.deploy(release, CANARY, { trial })).toMatchObject({ kind: 'failed' })
      expect(place.instances()).toEqual([])
      await place.deploy(release)
      expect(await place.delivery.canaryBlocker('mail', 'staging')).toBeUndefined()
      const bad = await place.released({ version: 'v1.1.0', health: 'bad' })
      expect(await place.deploy(bad, CANARY, { trial })).toMatchObject({
        kind: 'failed',
        reason: expect.stringContaining('Traffic was not switched.'),
      })
      expect(await answeredBy(place, 20)).toEqual({ 'v1.0.0': 20 })
    },
    { healthTimeoutSeconds: 1 },
  ))

test('a word to go on from before a crash counts only while the canary is still well', () =>
  inPlace(
    async (place) => {
      const { second } = await twoReleases(place)
      await handedOver(place, second)
      const { port } = place.instances().find(({ role }) => role === 'candidate') ?? {}
      await fetch(`http://127.0.0.1:${port}/turn-bad`)
      const order = { ...CANARY, task: 'TASK-7', fencingToken: 8 } as const
      expect(await place.deploy(second, order, { trial: handTrial(10, PROMOTE) })).toMatchObject({
        kind: 'failed',
        reason: expect.stringMatching(
          /was not healthy after 1 s: \/health answers 500.*all traffic is back on the previous release/,
        ),
      })
      expect(await answeredBy(place, 20)).toEqual({ 'v1.0.0': 20 })
    },
    { healthTimeoutSeconds: 1 },
  ))

test('beside a release that is ill there is no canary, which would leave most users with it', () =>
  inPlace(async (place) => {
    const ill = await place.released({ version: 'v1.0.0' })
    expect(await place.deploy(ill)).toMatchObject({ kind: 'done' })
    expect(await place.delivery.canaryBlocker('mail', 'staging')).toBeUndefined()
    await place.get('/turn-bad')
    expect(await place.delivery.canaryBlocker('mail', 'staging')).toMatch(/^v1\.0\.0.*is unhealthy itself.*answers 500/)
  }))

test('a host from before there were canaries leads to a sentence, before anything has changed', () =>
  inPlace(async (place) => {
    const release = await place.released({ version: 'v1.0.0' })
    const paths = hostPaths(place.folder)
    prepareHostFolders(paths)
    const commands: unknown[] = []
    const old = Fastify({ forceCloseConnections: true })
    const route = { service: 'mail', environment: 'staging', publicPort: 1, token: 1, instance: 'mail.staging.TASK-1' }
    old.get('/state', async () => ({ instances: [], routes: [route] }))
    old.post('/commands', async ({ body }) => {
      commands.push(body)
      return { kind: 'done' }
    })
    await old.listen({ path: paths.socket })
    try {
      const trial = handTrial()
      expect(await place.deploy(release, CANARY, { trial })).toMatchObject({
        kind: 'failed',
        reason: expect.stringMatching(/earlier version.*Nothing was changed\.$/),
      })
      expect(await place.delivery.canaryBlocker('mail', 'staging')).toContain('earlier version')
      expect(commands).toEqual([])
    } finally {
      await old.close()
    }
  }))

test('the memory of a host from before there were canaries is read as it is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  try {
    const route = {
      service: 'mail',
      environment: 'staging',
      publicPort: 8080,
      token: 3,
      task: 'TASK-1',
      instance: 'one',
    }
    writeFileSync(join(folder, 'state.json'), JSON.stringify({ instances: [], routes: [route] }))
    expect(readHostState(join(folder, 'state.json')).routes).toEqual([route])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

/** A canary of TASK-7 whose worker has lost the hold on its job. */
async function handedOver(place: Place, release: Release): Promise<Canary> {
  const lost = new AbortController()
  const trial = handTrial()
  const given = place.deploy(release, { ...CANARY, task: 'TASK-7', fencingToken: 7 }, { trial, signal: lost.signal })
  const canary = await trial.asked()
  lost.abort(new HandedOverError('the hold on the job is lost'))
  trial.say(WAIT)
  await expect(given).rejects.toThrow(HandedOverError)
  return canary
}

function candidatesOf(place: Place): readonly (number | undefined)[] {
  return place
    .instances()
    .filter(({ role }) => role === 'candidate')
    .map(({ process: identity }) => identity?.pid)
}
