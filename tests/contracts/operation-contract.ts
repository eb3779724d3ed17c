import { expect, test } from 'vitest'
import type { TaskId } from '../../src/domain/ids.ts'
import type { DeployPhase, Release } from '../../src/domain/release.ts'
import type { PlaceAbilities } from '../../src/ports/abilities.ts'
import type { Deployer, DeployOutcome } from '../../src/ports/deployer.ts'
import type { HealthProbe } from '../../src/ports/health-probe.ts'
import type { Scaler } from '../../src/ports/scaler.ts'

/** A target with one service, `payments`, whose first release serves on `staging`. */
export interface TargetPlace {
  readonly target: Deployer & HealthProbe & PlaceAbilities
  readonly release: Release
  /** Changes with every restart of what users get. */
  served(): Promise<string>
  /** A restart never becomes healthy from here on; left out where that cannot be brought about. */
  readonly breakRestarts?: () => void | Promise<void>
}

type InPlace = (test: (place: TargetPlace) => Promise<void>) => Promise<void>

const WHERE = { service: 'payments', environment: 'staging' }

/** A higher token than any that brought the place about. */
const FIRST_TOKEN = 1_000

/** What holds for every target that can restart. */
export function restartContract(inPlace: InPlace): void {
  test('it brings up new instances of the same release', () =>
    inPlace(async (place) => {
      const before = await place.served()
      const { ended, phases } = restart(place)
      expect(await ended).toMatchObject({ kind: 'done' })
      expect(await place.served()).not.toBe(before)
      expect(await place.target.health('payments', 'staging')).toMatchObject({
        state: 'healthy',
        release: place.release,
      })
      expect(phases[0]).toBe('starting')
      expect(phases).toContain('switched')
    }))

  test('the same task again restarts nothing once more', () =>
    inPlace(async (place) => {
      expect(await restart(place).ended).toMatchObject({ kind: 'done' })
      const served = await place.served()
      const again = restart(place, { token: FIRST_TOKEN + 1, since: new Date(0).toISOString() })
      expect(await again.ended).toMatchObject({ kind: 'done' })
      expect(await place.served()).toBe(served)
    }))

  test('another task restarts again', () =>
    inPlace(async (place) => {
      await restart(place).ended
      const served = await place.served()
      expect(await restart(place, { token: FIRST_TOKEN + 5, task: 'TASK-901' }).ended).toMatchObject({ kind: 'done' })
      expect(await place.served()).not.toBe(served)
    }))

  test('a task of the same number in another log restarts again', () =>
    inPlace(async (place) => {
      await restart(place, { run: 'of one log' }).ended
      const served = await place.served()
      const other = restart(place, { token: FIRST_TOKEN + 5, run: 'of another' })
      expect(await other.ended).toMatchObject({ kind: 'done' })
      expect(await place.served()).not.toBe(served)
    }))

  test('with an older token it changes nothing', () =>
    inPlace(async (place) => {
      await restart(place, { token: FIRST_TOKEN + 5 }).ended
      const served = await place.served()
      const late = await restart(place, { token: FIRST_TOKEN + 2, task: 'TASK-901' }).ended
      expect(late).toMatchObject({ kind: 'failed', reason: expect.stringMatching(/newer task/) })
      expect(await place.served()).toBe(served)
    }))

  test('called off before it has an effect, it leaves what serves as it is', () =>
    inPlace(async (place) => {
      const served = await place.served()
      expect(await restart(place, { signal: AbortSignal.abort() }).ended).toEqual({ kind: 'cancelled' })
      expect(await place.served()).toBe(served)
    }))

  test('what does not become healthy leaves what serves as it is, and says what to do', () =>
    inPlace(async (place) => {
      if (!place.breakRestarts) return
      const served = await place.served()
      await place.breakRestarts()
      const outcome = await restart(place).ended
      expect(outcome).toMatchObject({ kind: 'failed', nextStep: expect.stringMatching(/\.$/) })
      expect(await place.served()).toBe(served)
    }))
}

/** What holds for every target that can scale. */
export function scaleContract(inPlace: InPlace): void {
  test('it changes how many there are, says how many there were, and the same order again changes nothing', () =>
    inPlace(async (place) => {
      const scaler = partOf(place, 'scale')
      const before = (await scaler.scaleNow('payments', 'staging'))?.count ?? 0
      expect(await scale(scaler, before + 2, FIRST_TOKEN)).toMatchObject({ kind: 'done' })
      expect(await scaler.scaleNow('payments', 'staging')).toMatchObject({ count: before + 2 })
      expect(await scale(scaler, before + 2, FIRST_TOKEN + 1)).toMatchObject({ kind: 'done' })
      expect(await scaler.scaleNow('payments', 'staging')).toMatchObject({ count: before + 2 })
    }))

  test('with an older token it changes nothing', () =>
    inPlace(async (place) => {
      const scaler = partOf(place, 'scale')
      await scale(scaler, 3, FIRST_TOKEN + 5)
      expect(await scale(scaler, 4, FIRST_TOKEN + 2, 'TASK-901')).toMatchObject({ kind: 'failed' })
      expect(await scaler.scaleNow('payments', 'staging')).toMatchObject({ count: 3 })
    }))

  test('a task of the same number in another log scales again', () =>
    inPlace(async (place) => {
      const scaler = partOf(place, 'scale')
      await scale(scaler, 3, FIRST_TOKEN)
      expect(await scale(scaler, 4, FIRST_TOKEN + 5, 'TASK-900', 'of another')).toMatchObject({ kind: 'done' })
      expect(await scaler.scaleNow('payments', 'staging')).toMatchObject({ count: 4 })
    }))

  test('of what is not there nobody knows a number', () =>
    inPlace(async (place) => {
      expect(await partOf(place, 'scale').scaleNow('payments', 'nowhere')).toBeUndefined()
    }))
}

/** What holds for every target whose logs can be read. */
export function logsContract(
  inPlace: InPlace,
  /** Words of the first and of the last line that `payments` has written on `staging`. */
  written: { readonly first: string; readonly last: string },
): void {
  const { signal } = new AbortController()
  test('the last lines come, oldest first, as many as were asked for', () =>
    inPlace(async (place) => {
      const logs = partOf(place, 'logs')
      const all = await logs.lines('payments', 'staging', { count: 100, words: [] }, signal)
      expect(all.lines[0]?.text).toContain(written.first)
      expect(all.lines.at(-1)?.text).toContain(written.last)
      const one = await logs.lines('payments', 'staging', { count: 1, words: [] }, signal)
      expect(one).toMatchObject({ lines: [{ text: expect.stringContaining(written.last) }], isCut: true })
    }))

  test('only lines with all of the words come, in whatever case', () =>
    inPlace(async (place) => {
      const logs = partOf(place, 'logs')
      const words = [written.last.toUpperCase()]
      const { lines } = await logs.lines('payments', 'staging', { count: 100, words }, signal)
      expect(lines.length).toBeGreaterThan(0)
      expect(lines.every(({ text }) => text.includes(written.last))).toBe(true)
    }))

  test('where nothing runs there are none', () =>
    inPlace(async (place) => {
      const logs = partOf(place, 'logs')
      const none = await logs.lines('payments', 'nowhere', { count: 100, words: [] }, signal)
      expect(none.lines).toEqual([])
    }))
}

interface Wish {
  readonly token?: number
  readonly task?: TaskId
  readonly run?: string
  readonly since?: string
  readonly signal?: AbortSignal
}

function restart(place: TargetPlace, wish: Wish = {}) {
  const {
    token = FIRST_TOKEN,
    task = 'TASK-900',
    run = 'of one log',
    since,
    signal = new AbortController().signal,
  } = wish
  const phases: DeployPhase[] = []
  const order = { task, run, fencingToken: token, ...WHERE, release: place.release, ...(since && { since }) }
  const ended = untilEnded(order, token, (one) =>
    partOf(place, 'restart').restart(one, async (phase) => void phases.push(phase), signal),
  )
  return { ended, phases }
}

const scale = (
  scaler: Scaler,
  count: number,
  token: number,
  task: TaskId = 'TASK-900',
  run = 'of one log',
): Promise<DeployOutcome> =>
  untilEnded({ task, run, fencingToken: token, ...WHERE, count }, token, (order) =>
    scaler.scale(order, async () => undefined, new AbortController().signal),
  )

/** An order that has paused comes again with a newer token, as it would from the log. */
async function untilEnded<Order extends { readonly fencingToken: number }>(
  order: Order,
  token: number,
  give: (order: Order) => Promise<DeployOutcome>,
): Promise<DeployOutcome> {
  let outcome = await give(order)
  for (let turn = 1; outcome.kind === 'paused' && turn < 200; turn++) {
    outcome = await give({ ...order, fencingToken: token, since: new Date(0).toISOString() })
  }
  return outcome
}

function partOf<Ability extends 'restart' | 'scale' | 'logs'>(
  { target }: TargetPlace,
  ability: Ability,
): Extract<ReturnType<PlaceAbilities['abilities']>[Ability], { kind: 'able' }>['part'] {
  const offer = target.abilities('payments', 'staging')[ability]
  if (offer.kind !== 'able') throw new Error(`the target lacks ${ability}`)
  return offer.part as never
}
