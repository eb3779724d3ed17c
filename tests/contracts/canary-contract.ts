import { expect, test } from 'vitest'
import type { TaskId } from '../../src/domain/ids.ts'
import type { DeployPhase, Release } from '../../src/domain/release.ts'
import {
  type Canaries,
  type Deployer,
  type DeployOrder,
  type DeployOutcome,
  HandedOverError,
} from '../../src/ports/deployer.ts'
import { type HandTrial, handTrial, PAUSED, PUT_BACK, saying, WAIT } from '../support/hand-trial.ts'

export interface CanaryPlace {
  readonly delivery: Deployer & Canaries
  /** Two releases of `payments`, which can be put on `staging`. */
  readonly releases: readonly [Release, Release]
  /** The version that users get who do not get the canary. */
  serving(): Promise<string | undefined>
  /** The share that a canary is told to have, by the percent that were planned; left out where none is told. */
  readonly shareOf?: (percent: number) => number
}

/** How an order ends whose trial of 10 percent says to wait. */
const pausedAt = ({ shareOf }: CanaryPlace): object => ({ ...PAUSED, ...(shareOf && { share: shareOf(10) }) })

/** @param inPlace Runs a test where nothing is on `staging` yet. */
export function canaryContract(inPlace: (test: (place: CanaryPlace) => Promise<void>) => Promise<void>): void {
  test('without anything that serves there is no canary, and it says why', () =>
    inPlace(async ({ delivery, releases: [first] }) => {
      expect(await delivery.canaryBlocker('payments', 'staging')).toMatch(/payments is not running .*\.$/)
      const outcome = await begin(delivery, first, 1, { strategy: 'canary' }, handTrial()).ended
      expect(outcome).toMatchObject({ kind: 'failed', reason: expect.stringContaining('Nothing was changed') })
    }))

  test('it stands from one order to the next, with the time it has had, and then goes on to all users', () =>
    inBeside(inPlace, async (place) => {
      const { delivery, releases, serving } = place
      const [, second] = releases
      const order = { strategy: 'canary', task: 'TASK-2' } as const
      const [first, next, last] = [saying(WAIT), saying(WAIT), saying({ kind: 'promote' })]
      const one = begin(delivery, second, 2, order, first)
      expect(await one.ended).toEqual(pausedAt(place))
      expect(await serving()).toBe('v1.0.0')
      expect(await begin(delivery, second, 3, order, next).ended).toEqual(pausedAt(place))
      expect((await next.asked()).since).toBe((await first.asked()).since)
      const two = begin(delivery, second, 4, order, last)
      expect(await two.ended).toMatchObject({ kind: 'done' })
      expect(await serving()).toBe('v1.1.0')
      expect([one.phases, two.phases]).toEqual([
        ['starting', 'healthy', 'canary'],
        ['canary', 'switched', 'draining'],
      ])
    }))

  test('promoted between two orders, it goes on to all users with the next one', () =>
    inBeside(inPlace, async (place) => {
      const { delivery, releases, serving } = place
      const [, second] = releases
      const order = { strategy: 'canary', task: 'TASK-2' } as const
      expect(await begin(delivery, second, 2, order, saying(WAIT)).ended).toEqual(pausedAt(place))
      const next = begin(delivery, second, 3, order, handTrial(10, { kind: 'promote' }))
      expect(await next.ended).toMatchObject({ kind: 'done' })
      expect(next.phases).toEqual(['canary', 'switched', 'draining'])
      expect(await serving()).toBe('v1.1.0')
    }))

  test('put back, it has failed with the reasons and the next step that were given', () =>
    inBeside(inPlace, async ({ delivery, releases: [, second], serving, shareOf = () => 25 }) => {
      const outcome = await begin(delivery, second, 2, { strategy: 'canary' }, saying(PUT_BACK, 25)).ended
      expect(outcome).toMatchObject({ kind: 'failed', nextStep: 'Fix it.' })
      expect(outcome).toMatchObject({
        reason: expect.stringMatching(new RegExp(`8 % of the requests fail\\..*received ${shareOf(25)} % of requests`)),
      })
      expect(await serving()).toBe('v1.0.0')
    }))

  test.each(['while it is judged', 'between two orders'])('called off %s, it is put back', (when) =>
    inBeside(inPlace, async (place) => {
      const { delivery, releases, serving } = place
      const [, second] = releases
      const order = { strategy: 'canary', task: 'TASK-2' } as const
      const off = new AbortController()
      const trial = handTrial()
      const { ended } = begin(delivery, second, 2, order, trial, off.signal)
      await trial.asked()
      if (when === 'while it is judged') off.abort()
      trial.say(WAIT)
      const outcome = await ended
      off.abort()
      const last =
        outcome.kind === 'paused' ? begin(delivery, second, 3, order, handTrial(), off.signal).ended : outcome
      expect(await last).toEqual({ kind: 'cancelled' })
      expect(await serving()).toBe('v1.0.0')
      // Nothing of it is left: the same order begins anew.
      const again = begin(delivery, second, 4, order, saying(WAIT))
      expect(await again.ended).toEqual(pausedAt(place))
      expect(again.phases).toEqual(['starting', 'healthy', 'canary'])
    }),
  )

  test('handed over, it is left as it is, and who goes on finds the time it has had', () =>
    inBeside(inPlace, async ({ delivery, releases: [, second], serving }) => {
      const lost = new AbortController()
      const [one, other] = [handTrial(), handTrial()]
      const given = begin(delivery, second, 2, { strategy: 'canary' }, one, lost.signal).ended
      const { since } = await one.asked()
      lost.abort(new HandedOverError('somebody else goes on'))
      one.say(PUT_BACK)
      await expect(given).rejects.toThrow(HandedOverError)
      const { ended, phases } = begin(delivery, second, 3, { strategy: 'canary', task: 'TASK-2' }, other)
      expect((await other.asked()).since).toBe(since)
      expect(phases).toEqual(['canary'])
      other.say({ kind: 'promote' })
      expect(await ended).toMatchObject({ kind: 'done' })
      expect(await serving()).toBe('v1.1.0')
    }))
}

/** Where the first release serves. */
function inBeside(
  inPlace: (test: (place: CanaryPlace) => Promise<void>) => Promise<void>,
  test: (place: CanaryPlace) => Promise<void>,
): Promise<void> {
  return inPlace(async (place) => {
    const { ended } = begin(place.delivery, place.releases[0], 1, { strategy: 'blue-green' })
    expect(await ended).toMatchObject({ kind: 'done' })
    expect(await place.delivery.canaryBlocker('payments', 'staging')).toBeUndefined()
    await test(place)
  })
}

interface Begun {
  readonly ended: Promise<DeployOutcome>
  readonly phases: readonly DeployPhase[]
}

function begin(
  delivery: Deployer,
  release: Release,
  token: number,
  order: Partial<DeployOrder>,
  trial?: HandTrial,
  signal: AbortSignal = new AbortController().signal,
): Begun {
  const phases: DeployPhase[] = []
  const task: TaskId = `TASK-${token}`
  const place = { service: 'payments', environment: 'staging' }
  const whole: DeployOrder = { task, fencingToken: token, ...place, release, strategy: 'canary', ...order }
  const ended = delivery.deploy(whole, async (phase) => void phases.push(phase), signal, trial)
  return { ended, phases }
}
