import { expect, test } from 'vitest'
import type { DeployPhase } from '../../src/domain/release.ts'
import { inPlace, type Place } from '../support/local-delivery.ts'
import { startUsers } from '../support/users.ts'

test('users are moved from release to release without one failed request, and a bad one never reaches them', () =>
  inPlace(async (place) => {
    const first = await place.released({ version: 'v1.0.0' })
    const second = await place.released({ version: 'v1.1.0' })
    const bad = await place.released({ version: 'v1.2.0', health: 'bad' })
    expect(await place.deploy(first)).toMatchObject({ kind: 'done' })

    const users = startUsers(place)
    const phases: DeployPhase[] = []
    expect(await place.deploy(second, {}, { report: (phase) => void phases.push(phase) })).toMatchObject({
      kind: 'done',
    })
    expect(phases).toEqual(['starting', 'healthy', 'switched', 'draining'])
    expect((await place.get()).version).toBe('v1.1.0')

    // However far it comes in a second, it is not healthy.
    const impatient = place.anotherDelivery({ healthTimeoutSeconds: 1 })
    expect(await place.deploy(bad, {}, { by: impatient })).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/v1\.2\.0 was not healthy after 1 s: .*Traffic was not switched\.$/),
    })
    expect((await place.get()).version).toBe('v1.1.0')

    expect(await place.deploy(first)).toMatchObject({ kind: 'done' })
    expect((await place.get()).version).toBe('v1.0.0')

    const { failures, answers } = await users.stop()
    expect(failures).toEqual([])
    expect(answers).toBeGreaterThan(0)
    expect(place.instances()).toHaveLength(1)
  }))

test('a request that runs when users are moved is answered by the release that took it', () =>
  inPlace(async (place) => {
    const first = await place.released({ version: 'v1.0.0' })
    const second = await place.released({ version: 'v1.1.0' })
    await place.deploy(first)
    let slow: Response | undefined
    await place.deploy(
      second,
      {},
      {
        report: async (phase) => {
          // Its headers are here, its body is still to come.
          if (phase === 'healthy') slow = await fetch(`${urlOf(place)}/slow`)
        },
      },
    )
    expect(await slow?.json()).toMatchObject({ version: 'v1.0.0' })
    expect((await place.get()).version).toBe('v1.1.0')
  }))

test('recreating never lets two instances run, and brings the old one back when the new one is not healthy', () =>
  inPlace(async (place) => {
    const first = await place.released({ version: 'v1.0.0' })
    const second = await place.released({ version: 'v1.1.0' })
    const bad = await place.released({ version: 'v1.2.0', exits: 7 })
    await place.deploy(first, { strategy: 'recreate' })
    const runningWhenHealthy: number[] = []
    const report = (phase: DeployPhase): void => {
      if (phase === 'healthy') runningWhenHealthy.push(place.instances().filter((one) => one.process).length)
    }
    expect(await place.deploy(second, { strategy: 'recreate' }, { report })).toMatchObject({ kind: 'done' })
    expect(runningWhenHealthy).toEqual([1])

    expect(await place.deploy(bad, { strategy: 'recreate' })).toEqual({
      kind: 'failed',
      reason: 'v1.2.0 ended with exit code 7. The previous release was restarted and is live.',
      nextStep: expect.any(String),
      logTail: 'cannot go on',
    })
    expect((await place.get()).version).toBe('v1.1.0')
  }))

test('an order that comes again is taken up where it was, and starts nothing twice', () =>
  inPlace(async (place) => {
    const release = await place.released({ version: 'v1.0.0' })
    const died = new Error('the bot was killed here')
    const interrupted = place.deploy(
      release,
      { task: 'TASK-7', fencingToken: 1 },
      {
        report: (phase) => {
          if (phase === 'healthy') throw died
        },
      },
    )
    await expect(interrupted).rejects.toBe(died)
    const [started] = place.instances()

    expect(await place.deploy(release, { task: 'TASK-7', fencingToken: 2 })).toMatchObject({ kind: 'done' })
    expect(await place.deploy(release, { task: 'TASK-7', fencingToken: 3 })).toMatchObject({ kind: 'done' })
    expect(place.instances()).toHaveLength(1)
    expect((await place.get()).pid).toBe(started?.process?.pid)
  }))

test('what a task given up half done has started is cleared away by the next task', () =>
  inPlace(async (place) => {
    const release = await place.released({ version: 'v1.0.0' })
    const interrupted = place.deploy(
      release,
      {},
      {
        report: (phase) => {
          if (phase === 'healthy') throw new Error('killed')
        },
      },
    )
    await expect(interrupted).rejects.toThrow('killed')
    await place.deploy(release, { task: 'TASK-8' })
    await expect.poll(() => place.instances().map(({ task }) => task)).toEqual(['TASK-8'])
  }))

test('an order that is out of date is refused and changes nothing', () =>
  inPlace(async (place) => {
    const first = await place.released({ version: 'v1.0.0' })
    const second = await place.released({ version: 'v1.1.0' })
    await place.deploy(first, { fencingToken: 9 })
    expect(await place.deploy(second, { fencingToken: 8 })).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('newer task'),
    })
    expect((await place.get()).version).toBe('v1.0.0')
    expect(place.instances()).toHaveLength(1)
  }))

test('an order overtaken while its instance starts switches nothing', () =>
  inPlace(async (place) => {
    const first = await place.released({ version: 'v1.0.0' })
    const second = await place.released({ version: 'v1.1.0' })
    let overtaking: Promise<unknown> | undefined
    const overtaken = await place.deploy(
      first,
      { task: 'TASK-1', fencingToken: 1 },
      {
        report: (phase) => {
          if (phase === 'starting') overtaking = place.deploy(second, { task: 'TASK-2', fencingToken: 2 })
        },
      },
    )
    expect(overtaken.kind).toBe('failed')
    expect(await overtaking).toMatchObject({ kind: 'done' })
    expect((await place.get()).version).toBe('v1.1.0')
  }))

test.for(['blue-green', 'recreate'] as const)(
  '%s called off before the switch leaves everything as it was',
  (strategy) =>
    inPlace(async (place) => {
      const first = await place.released({ version: 'v1.0.0' })
      const second = await place.released({ version: 'v1.1.0' })
      await place.deploy(first)
      const calledOff = new AbortController()
      const report = (phase: DeployPhase): void => {
        if (phase === 'healthy') calledOff.abort()
      }
      expect(await place.deploy(second, { strategy }, { report, signal: calledOff.signal })).toEqual({
        kind: 'cancelled',
      })
      expect((await place.get()).version).toBe('v1.0.0')
      expect(place.instances()).toHaveLength(1)
    }),
)

test('calling off after the switch has no effect', () =>
  inPlace(async (place) => {
    const release = await place.released({ version: 'v1.0.0' })
    const calledOff = new AbortController()
    const report = (phase: DeployPhase): void => {
      if (phase === 'switched') calledOff.abort()
    }
    expect(await place.deploy(release, {}, { report, signal: calledOff.signal })).toMatchObject({ kind: 'done' })
    expect((await place.get()).version).toBe('v1.0.0')
  }))

function urlOf({ service }: Place): string {
  return `http://127.0.0.1:${service.environments.staging?.port}`
}
