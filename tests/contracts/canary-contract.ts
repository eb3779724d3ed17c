import { expect, test } from 'vitest'
import type { TaskId } from '../../src/domain/ids.ts'
import type { DeployPhase, Release } from '../../src/domain/release.ts'
import {
  type Canaries,
  type Deployer,
  type DeployOrder,
  HandedOverError,
  type WorkOutcome,
} from '../../src/ports/delivery.ts'
import { type HandTrial, handTrial, PUT_BACK } from '../support/hand-trial.ts'

export interface CanaryPlace {
  readonly delivery: Deployer & Canaries
  /** Two releases of `payments`, which can be put on `staging`. */
  readonly releases: readonly [Release, Release]
  /** The version that users get who do not get the canary. */
  serving(): Promise<string | undefined>
}

/** @param inPlace Runs a test where nothing is on `staging` yet. */
export function canaryContract(inPlace: (test: (place: CanaryPlace) => Promise<void>) => Promise<void>): void {
  test('without anything that serves there is no canary, and it says why', () =>
    inPlace(async ({ delivery, releases: [first] }) => {
      expect(await delivery.canaryBlocker('payments', 'staging')).toMatch(/^Nothing .*\.$/)
      const outcome = await begin(delivery, first, 1, { strategy: 'canary' }, handTrial()).ended
      expect(outcome).toMatchObject({ kind: 'failed', reason: expect.stringContaining('Nothing was changed') })
    }))

  test('it stands until a word is said, and then goes on to all users', () =>
    inBeside(inPlace, async ({ delivery, releases: [, second], serving }) => {
      const trial = handTrial()
      const { ended, phases } = begin(delivery, second, 2, { strategy: 'canary' }, trial)
      await trial.asked()
      trial.say({ kind: 'wait' })
      await trial.asked()
      expect(await serving()).toBe('v1.0.0')
      trial.say({ kind: 'go-on' })
      expect(await ended).toMatchObject({ kind: 'done' })
      expect(await serving()).toBe('v1.1.0')
      expect(phases).toEqual(['starting', 'healthy', 'canary', 'switched', 'draining'])
    }))

  test('put back, it has failed with the reasons and the next step that were given', () =>
    inBeside(inPlace, async ({ delivery, releases: [, second], serving }) => {
      const trial = handTrial(25)
      const { ended } = begin(delivery, second, 2, { strategy: 'canary' }, trial)
      await trial.asked()
      trial.say(PUT_BACK)
      const outcome = await ended
      expect(outcome).toMatchObject({ kind: 'failed', nextStep: 'Mend it.' })
      expect(outcome).toMatchObject({ reason: expect.stringMatching(/25 % of the requests.*8 % of the requests fail/) })
      expect(await serving()).toBe('v1.0.0')
    }))

  test('called off, it is put back', () =>
    inBeside(inPlace, async ({ delivery, releases: [, second], serving }) => {
      const off = new AbortController()
      const trial = handTrial()
      const { ended } = begin(delivery, second, 2, { strategy: 'canary' }, trial, off.signal)
      await trial.asked()
      off.abort()
      expect(await ended).toEqual({ kind: 'cancelled' })
      expect(await serving()).toBe('v1.0.0')
    }))

  test('handed over, it is left as it is, and who goes on finds the time it has had', () =>
    inBeside(inPlace, async ({ delivery, releases: [, second], serving }) => {
      const lost = new AbortController()
      const [one, other] = [handTrial(), handTrial()]
      const given = begin(delivery, second, 2, { strategy: 'canary' }, one, lost.signal).ended
      const { since } = await one.asked()
      lost.abort(new HandedOverError('somebody else goes on'))
      await expect(given).rejects.toThrow(HandedOverError)
      const { ended, phases } = begin(delivery, second, 3, { strategy: 'canary', task: 'TASK-2' }, other)
      expect((await other.asked()).since).toBe(since)
      expect(phases).toEqual(['canary'])
      other.say({ kind: 'go-on' })
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
  readonly ended: Promise<WorkOutcome>
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
