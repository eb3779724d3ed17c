import { expect, test } from 'vitest'
import type { DeployPhase, Release } from '../../src/domain/release.ts'
import { type Deployer, type DeployOrder, HandedOverError } from '../../src/ports/deployer.ts'

/** A service `payments` whose `staging` is at the target, with nothing there yet. */
export interface TargetPlace {
  readonly delivery: Deployer
  /** Two releases that can be put there. */
  readonly releases: readonly [Release, Release]
  /** One that does not become healthy there. */
  readonly broken: Release
  /** The version that users get. */
  serving(): Promise<string | undefined>
  /** How often a release was put there, as the target itself knows it. */
  rollouts(): Promise<number>
}

/** What every target does with an order, however it puts releases into service. @param inPlace Runs a test in a new place. */
export function targetContract(inPlace: (test: (place: TargetPlace) => Promise<void>) => Promise<void>): void {
  test('a release is put there, and each phase is told once, in order', () =>
    inPlace(async (place) => {
      const first = begin(place, 0)
      expect(await first.ended).toMatchObject({ kind: 'done' })
      expect(first.phases.filter((phase) => phase !== 'draining')).toEqual(['starting', 'healthy', 'switched'])
      expect(await place.serving()).toBe(place.releases[0].version)
    }))

  test('an order that comes again for the same task finds what it has done, and does nothing twice', () =>
    inPlace(async (place) => {
      await begin(place, 0).ended
      const again = begin(place, 0, { task: 'TASK-1', fencingToken: 2, since: new Date().toISOString() })
      expect(await again.ended).toMatchObject({ kind: 'done' })
      expect(await place.rollouts()).toBe(1)
      expect(await place.serving()).toBe(place.releases[0].version)
    }))

  test('a task of the same number in another log is another one', () =>
    inPlace(async (place) => {
      await begin(place, 0).ended
      expect(await begin(place, 1, { fencingToken: 2, run: 'of another log' }).ended).toMatchObject({ kind: 'done' })
      expect(await place.serving()).toBe(place.releases[1].version)
    }))

  test('two workers with the same task beside each other make one rollout', () =>
    inPlace(async (place) => {
      const order = { task: 'TASK-1' } as const
      const both = [begin(place, 0, order), begin(place, 0, { ...order, fencingToken: 2 })]
      await Promise.allSettled(both.map(({ ended }) => ended))
      const last = begin(place, 0, { ...order, fencingToken: 3, since: new Date().toISOString() })
      expect(await last.ended).toMatchObject({ kind: 'done' })
      expect(await place.rollouts()).toBe(1)
    }))

  test('an order with an older token than one already seen changes nothing', () =>
    inPlace(async (place) => {
      await begin(place, 0, { fencingToken: 5 }).ended
      const late = await begin(place, 1, { task: 'TASK-2', fencingToken: 4 }).ended
      expect(late).toMatchObject({ kind: 'failed', reason: expect.stringContaining('A newer task is changing') })
      expect(await place.serving()).toBe(place.releases[0].version)
      expect(await place.rollouts()).toBe(1)
    }))

  test.each(['before it starts', 'as it starts'])('called off %s, it leaves what served', (when) =>
    inPlace(async (place) => {
      await begin(place, 0).ended
      const off = new AbortController()
      if (when === 'before it starts') off.abort()
      const second = begin(place, 1, { task: 'TASK-2', fencingToken: 2 }, { off, on: 'starting' })
      expect(await second.ended).toEqual({ kind: 'cancelled' })
      expect(await place.serving()).toBe(place.releases[0].version)
    }),
  )

  test('called off when users have been switched, it has ended well', () =>
    inPlace(async (place) => {
      const off = new AbortController()
      expect(await begin(place, 0, {}, { off, on: 'switched' }).ended).toMatchObject({ kind: 'done' })
      expect(await place.serving()).toBe(place.releases[0].version)
    }))

  test.each(['starting', 'healthy', 'switched'] as const)(
    'handed over when it is %s, it is carried on by the next worker, once',
    (on) =>
      inPlace(async (place) => {
        const off = new AbortController()
        const lost = begin(place, 0, {}, { off, on, reason: new HandedOverError('the hold on the job is lost') })
        await lost.ended.catch((error: unknown) => expect(error).toBeInstanceOf(HandedOverError))
        const next = begin(place, 0, { fencingToken: 2, since: new Date().toISOString() })
        expect(await next.ended).toMatchObject({ kind: 'done' })
        expect(await place.serving()).toBe(place.releases[0].version)
        expect(await place.rollouts()).toBe(1)
      }),
  )

  test('a release that fails leaves what served, and says why and what to do', () =>
    inPlace(async (place) => {
      await begin(place, 0).ended
      const { broken: release } = place
      const failing = await begin(place, 1, { task: 'TASK-2', fencingToken: 2, release }).ended
      expect(failing).toMatchObject({
        kind: 'failed',
        reason: expect.stringContaining(release.version),
        nextStep: expect.stringMatching(/\.$/),
      })
      expect(await place.serving()).toBe(place.releases[0].version)
      expect(await begin(place, 1, { task: 'TASK-3', fencingToken: 3 }).ended).toMatchObject({ kind: 'done' })
      expect(await place.serving()).toBe(place.releases[1].version)
    }))
}

interface Interruption {
  readonly off: AbortController
  readonly on: DeployPhase
  readonly reason?: Error
}

/** Orders one of the two releases, and calls the order off when it reports a phase. */
function begin(
  { delivery, releases }: TargetPlace,
  which: 0 | 1,
  order: Partial<DeployOrder> = {},
  interruption?: Interruption,
) {
  const phases: DeployPhase[] = []
  const ended = delivery.deploy(
    {
      ...{ task: 'TASK-1', run: `run-${order.task ?? 'TASK-1'}`, fencingToken: 1, service: 'payments' },
      ...{ environment: 'staging', release: releases[which], strategy: 'blue-green' },
      ...order,
    },
    async (phase) => {
      phases.push(phase)
      if (phase === interruption?.on) interruption.off.abort(interruption.reason)
    },
    interruption?.off.signal ?? new AbortController().signal,
  )
  return { phases, ended }
}
