import { expect, test } from 'vitest'
import type { CiJob } from '../../src/domain/ci-run.ts'
import { type CiProblem, CiProblemError, type CiRunner } from '../../src/ports/ci-runner.ts'
import { type CiWorld, newCiWorld } from '../support/ci-world.ts'

export interface CiRunnerStage {
  readonly job: CiJob
  /** A job that there is not. */
  readonly nowhere: CiJob
  /** A runner against a system that the world is behind. */
  open(world: CiWorld): Promise<CiRunner>
}

const ORDER = { inputs: { VERSION: 'v1.1.0' }, label: 'TASK-7 shipmate-0123456789abcdef' }
const MARK = 'shipmate-0123456789abcdef'

/** What every CI system must do, whichever protocol it speaks. */
export function ciRunnerContract({ job, nowhere, open }: CiRunnerStage): void {
  const begun = async () => {
    const world = newCiWorld()
    const runner = await open(world)
    const find = async () => {
      const run = await runner.find(job, MARK)
      if (!run) throw new Error('the run is not there')
      return run
    }
    return { world, runner, find, started: () => runner.start({ job, ...ORDER }) }
  }
  const problemOf = async (asked: Promise<unknown>): Promise<CiProblem> => {
    const error = await asked.then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    if (error instanceof CiProblemError) return error.problem
    throw new Error(`it ended with ${String(error)}`)
  }
  const turn = (world: CiWorld, state: CiWorld['runs'][number]['state']): void => {
    for (const run of world.runs) run.state = state
  }

  test('a run is started with its inputs and its mark, and found again by that', async () => {
    const { world, started, find, runner } = await begun()
    expect(await runner.find(job, MARK)).toBeUndefined()
    await started()
    expect(world.runs).toMatchObject([{ label: ORDER.label, inputs: ORDER.inputs }])
    expect(await find()).toMatchObject({ state: 'queued' })
    expect(await runner.find(job, MARK, new Date().toISOString())).toMatchObject({ state: 'queued' })
    expect(await runner.find(job, 'shipmate-another')).toBeUndefined()
    expect(await runner.find(job, MARK.slice(0, -1))).toBeUndefined()
    expect(await runner.find(job, MARK.slice(1))).toBeUndefined()
  })

  test.each(['running', 'passed', 'failed', 'cancelled'] as const)(
    'a run that is %s is told as that',
    async (state) => {
      const { world, started, find, runner } = await begun()
      const first = await started()
      turn(world, state)
      expect(await find()).toMatchObject({ state, number: '900', url: expect.stringMatching(/^https?:\/\/\S+900/) })
      const id = first?.id ?? (await find()).id
      expect(await runner.show(job, id, MARK)).toMatchObject({ state, number: '900' })
    },
  )

  test('its jobs are told in their order, with where they are shown', async () => {
    const { world, started, find, runner } = await begun()
    await started()
    turn(world, 'running')
    expect(await runner.parts(job, await find())).toMatchObject([
      { name: 'Compile', state: 'passed', url: expect.stringContaining('http') },
      { name: 'Publish', state: 'running' },
    ])
  })

  test('it is cancelled, once or twice', async () => {
    const { world, started, find, runner } = await begun()
    await started()
    turn(world, 'running')
    const run = await find()
    await runner.cancel(job, run)
    await runner.cancel(job, run)
    expect(await find()).toMatchObject({ state: 'cancelled' })
  })

  test('one that waits yet is cancelled too', async () => {
    const { world, started, find, runner } = await begun()
    const first = await started()
    await runner.cancel(job, await find())
    expect(world.runs).toMatchObject([{ state: 'cancelled' }])
    if (first) expect(await runner.show(job, first.id, MARK)).toMatchObject({ state: 'cancelled' })
  })

  test('the end of the log of what failed is read, however long it is', async () => {
    const { world, started, find, runner } = await begun()
    world.log = `${'a line of noise that nobody reads\n'.repeat(3_200_000)}cannot push: denied\n`
    await started()
    turn(world, 'failed')
    const log = await runner.log(job, await find())
    expect(log?.endsWith('cannot push: denied\n')).toBe(true)
    expect(log?.length).toBeLessThanOrEqual(256 * 1024)
    expect(log?.startsWith('a line of noise')).toBe(true)
  }, 60_000)

  test('a run that was deleted is there no longer', async () => {
    const { world, started, find, runner } = await begun()
    await started()
    turn(world, 'running')
    const { id } = await find()
    world.runs.length = 0
    expect(await runner.show(job, id, MARK)).toBeUndefined()
  })

  test('where the answer is lost, the run is there all the same, and is found', async () => {
    const { world, started, find } = await begun()
    world.fault = 'lost-answer'
    expect(await problemOf(started())).toMatchObject({ kind: 'away' })
    world.fault = undefined
    expect(world.runs).toHaveLength(1)
    expect(await find()).toMatchObject({ state: 'queued' })
  })

  test('an expired token, a missing right, no such job and nobody there are told apart', async () => {
    const { world, started, runner } = await begun()
    world.fault = 'forbidden'
    expect(await problemOf(started())).toMatchObject({ kind: 'forbidden' })
    world.fault = 'away'
    expect(await problemOf(runner.find(job, MARK))).toMatchObject({ kind: 'away' })
    world.fault = undefined
    expect(await problemOf(runner.start({ job: nowhere, ...ORDER }))).toMatchObject({ kind: 'not-found' })
    expect(await problemOf(runner.find(nowhere, MARK))).toMatchObject({ kind: 'not-found' })
    world.token = 'another'
    expect(await problemOf(started())).toMatchObject({ kind: 'bad-token' })
    expect(world.runs).toEqual([])
  })
}
