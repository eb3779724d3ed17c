import { existsSync, rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { identifyProcess, isRunning } from '../../adapters/process/process-identity.ts'
import { inPlace } from '../support/local-delivery.ts'

test('a bot that starts again finds what was deployed, which never noticed', () =>
  inPlace(async (place) => {
    const release = await place.released({ version: 'v1.0.0' })
    await place.deploy(release)
    const before = await place.get()
    await place.delivery.close()

    const after = place.anotherDelivery()
    await after.start()
    expect(await after.health('mail', 'staging')).toMatchObject({ state: 'healthy', release })
    expect((await place.get()).pid).toBe(before.pid)
  }))

test('two bots that start at once end with one local host', () =>
  inPlace(async (place) => {
    const others = [place.delivery, place.anotherDelivery(), place.anotherDelivery()]
    await Promise.all(others.map((delivery) => delivery.start()))
    const healths = await Promise.all(others.map((delivery) => delivery.health('mail', 'staging')))
    expect(healths.map(({ state }) => state)).toEqual(['nothing-deployed', 'nothing-deployed', 'nothing-deployed'])
    // Nobody has stopped what never was there.
    expect(healths.some((health) => 'isIntended' in health)).toBe(false)
    expect(await place.get()).toMatchObject({ status: 503, text: expect.stringContaining('Nothing is deployed') })
  }))

test('what was stopped by will is asked about without being started again', () =>
  inPlace(async (place) => {
    await place.deploy(await place.released({ version: 'v1.0.0' }))
    expect(await stopAll(place.folder)).toBe(true)
    expect(await place.delivery.health('mail', 'staging')).toMatchObject({
      state: 'nothing-deployed',
      isIntended: true,
    })
    const now = new Date()
    expect(await place.delivery.measured('mail', 'staging', new Date(now.getTime() - 60_000), now)).toBeUndefined()
    expect(await stopAll(place.folder)).toBe(false)
  }))

test('when the local host is killed another one adopts the running instances, without a restart of any', () =>
  inPlace(async (place) => {
    const release = await place.released({ version: 'v1.0.0' })
    await place.delivery.start()
    await place.deploy(release)
    const before = await place.get()
    const host = place.hostPid()

    process.kill(host, 'SIGKILL')
    await expect
      .poll(() =>
        place.get().then(
          ({ pid }) => pid,
          () => 'unreachable',
        ),
      )
      .toBe(before.pid)
    expect(place.hostPid()).not.toBe(host)
    expect(place.instances()).toHaveLength(1)
  }))

test('an instance that died together with the host is started again', () =>
  inPlace(async (place) => {
    const release = await place.released({ version: 'v1.0.0' })
    await place.deploy(release)
    const before = await place.get()
    process.kill(place.hostPid(), 'SIGKILL')
    process.kill(before.pid ?? 0, 'SIGKILL')

    await place.delivery.start()
    await expect.poll(async () => (await place.get()).version).toBe('v1.0.0')
    expect((await place.get()).pid).not.toBe(before.pid)
  }))

test('an instance that crashes is started again, and who asks is told that it does', () =>
  inPlace(async (place) => {
    const release = await place.released({ version: 'v1.0.0' })
    await place.deploy(release)
    for (let crash = 0; crash < 2; crash += 1) {
      await place.get('/crash').catch(() => undefined)
      await expect.poll(async () => (await place.get()).status).toBe(200)
    }
    expect(await place.delivery.health('mail', 'staging')).toMatchObject({
      state: 'unhealthy',
      release,
      sentence: expect.stringMatching(/keeps exiting \(it exited 2 times, last at .*: ended with exit code 3\)/),
    })
  }))

test('stopping ends every instance and the host, and a bot that still runs does not bring them back', () =>
  inPlace(async (place) => {
    const release = await place.released({ version: 'v1.0.0' })
    await place.delivery.start()
    await place.deploy(release)
    const { pid = 0 } = await place.get()
    const service = identifyProcess(pid)
    const host = identifyProcess(place.hostPid())
    if (!service || !host) throw new Error('nothing runs')

    expect(await stopAll(place.folder)).toBe(true)
    await expect.poll(() => [isRunning(service), isRunning(host)]).toEqual([false, false])
    expect(place.instances()).toEqual([])
    expect(existsSync(`${place.folder}/local-host/lock`)).toBe(false)
    expect(await stopAll(place.folder)).toBe(false)
  }))

test('when the data folder is deleted, what runs from it ends rather than being left to nobody', () =>
  inPlace(async (place) => {
    await place.deploy(await place.released({ version: 'v1.0.0' }))
    const { pid = 0 } = await place.get()
    const running = [identifyProcess(pid), identifyProcess(place.hostPid())]
    rmSync(place.folder, { recursive: true, force: true })
    await expect.poll(() => running.map((one) => one && isRunning(one))).toEqual([false, false])
  }))

test('neither a build nor an instance sees the tokens of the bot', async () => {
  process.env.SLACK_BOT_TOKEN = 'xoxb-secret'
  try {
    await inPlace(async (place) => {
      const release = await place.released({ version: 'v1.0.0' })
      await place.deploy(release)
      const { environment } = await place.get()
      expect(environment).toMatchObject({ HOST: '127.0.0.1', SHIPMATE_VERSION: 'v1.0.0', SHIPMATE_COMMIT: release.sha })
      expect(environment).not.toHaveProperty('SLACK_BOT_TOKEN')
    })
  } finally {
    delete process.env.SLACK_BOT_TOKEN
  }
})
