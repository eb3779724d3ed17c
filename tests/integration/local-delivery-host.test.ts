import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { hostPaths } from '../../adapters/local-host/host/host-paths.ts'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { type HttpReply, httpCall } from '../../adapters/local-host/http-call.ts'
import { identifyProcess } from '../../adapters/process/process-identity.ts'
import { deliveryFor } from '../../src/app/wiring/delivery.ts'
import { delivered, inPlace, type Place } from '../support/local-delivery.ts'

/** What a program says to the host that is not the bot. */
function said({ folder }: Place, command: object, credential?: string): Promise<HttpReply> {
  return httpCall({
    to: { socketPath: hostPaths(folder).socket },
    method: 'POST',
    path: '/commands',
    body: command,
    headers: credential === undefined ? {} : { authorization: `Bearer ${credential}` },
    timeoutMs: 5_000,
  })
}

function claim({ service }: Place, token: number): object {
  const publicPort = service.environments.staging?.port
  return { do: 'claim', service: service.id, environment: 'staging', token, publicPort, task: 'TASK-666' }
}

test('the host hears nobody without its credential, which only its user can read', () =>
  inPlace(async (place) => {
    await place.delivery.start()
    const { credential, socket } = hostPaths(place.folder)
    expect((await said(place, { do: 'shut-down' })).status).toBe(401)
    expect((await said(place, claim(place, 7), 'a guess')).status).toBe(401)
    const state = await httpCall({ to: { socketPath: socket }, method: 'GET', path: '/state', timeoutMs: 5_000 })
    expect(state.status).toBe(401)
    expect(statSync(credential).mode & 0o777).toBe(0o600)
    expect(await place.deploy(await place.released({ version: 'v1.0.0' }))).toMatchObject({ kind: 'done' })
  }))

test('a token that no log could have given out is refused, and blocks no deployment', () =>
  inPlace(async (place) => {
    await place.delivery.start()
    const credential = readFileSync(hostPaths(place.folder).credential, 'utf8')
    for (const token of [Number.MAX_SAFE_INTEGER, 1e14, -1]) {
      expect((await said(place, claim(place, token), credential)).status).toBe(400)
    }
    expect(await place.deploy(await place.released({ version: 'v1.0.0' }))).toMatchObject({ kind: 'done' })
  }))

test('a token from beyond the end of the log no longer counts; one that the log has given out does', () =>
  inPlace(async (place) => {
    const release = await place.released({ version: 'v1.0.0' })
    expect(await place.deploy(release)).toMatchObject({ kind: 'done' })
    await stopAll(place.folder)
    const { state } = hostPaths(place.folder)
    const kept = JSON.parse(readFileSync(state, 'utf8'))
    for (const route of kept.routes) route.token = Number.MAX_SAFE_INTEGER
    writeFileSync(state, JSON.stringify(kept))

    const after = (position: number) =>
      deliveryFor({
        folder: place.folder,
        services: [delivered(place.service)],
        newestPosition: async () => position,
      })
    const late = { task: 'TASK-20', fencingToken: 20 } as const
    expect(await place.deploy(release, late, { by: after(Number.MAX_SAFE_INTEGER) })).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('newer task'),
    })
    expect(await place.deploy(release, late, { by: after(100) })).toMatchObject({ kind: 'done' })
    const older = { task: 'TASK-19', fencingToken: 19 } as const
    expect(await place.deploy(release, older, { by: after(100) })).toMatchObject({ kind: 'failed' })
  }))

test.each([
  ['empty', ''],
  ['null', 'null'],
  ['truncated', '{ "instances": [{ "id": "mail.stag'],
])('a state of the host that is %s is set aside, what runs is adopted, and it is said', (_, damage) =>
  inPlace(async (place) => {
    await place.delivery.start()
    await place.deploy(await place.released({ version: 'v1.0.0' }))
    const { pid } = await place.get()
    await place.delivery.close()
    const { state, log } = hostPaths(place.folder)
    process.kill(place.hostPid(), 'SIGKILL')
    writeFileSync(state, damage)

    const said: string[] = []
    const after = deliveryFor({
      folder: place.folder,
      services: [delivered(place.service)],
      log: (line) => said.push(line),
    })
    await after.start()
    onTestFinished(() => after.close())
    expect((await place.get()).pid).toBe(pid)
    await expect.poll(() => said).toEqual([expect.stringContaining(`${state}.damaged-`)])
    const [setAside = ''] = readdirSync(dirname(state)).filter((name) => name.includes('.damaged-'))
    expect(readFileSync(join(dirname(state), setAside), 'utf8')).toBe(damage)
    expect(readFileSync(log, 'utf8')).toContain('the state was damaged and is set aside')
    expect(await place.deploy(await place.released({ version: 'v2.0.0' }), {}, { by: after })).toMatchObject({
      kind: 'done',
    })
  }),
)

test('with a damaged state and no copy of it nothing is left running that nobody knows', () =>
  inPlace(async (place) => {
    await place.delivery.start()
    await place.deploy(await place.released({ version: 'v1.0.0' }))
    const { pid = 0 } = await place.get()
    await place.delivery.close()
    const { state } = hostPaths(place.folder)
    process.kill(place.hostPid(), 'SIGKILL')
    for (const file of [state, `${state}.copy`]) writeFileSync(file, '')

    const after = place.anotherDelivery()
    await after.start()
    expect(await after.health('mail', 'staging')).toMatchObject({ state: 'nothing-deployed' })
    await expect.poll(() => identifyProcess(pid)).toBeUndefined()
    expect(await place.deploy(await place.released({ version: 'v1.0.1' }), {}, { by: after })).toMatchObject({
      kind: 'done',
    })
  }))
