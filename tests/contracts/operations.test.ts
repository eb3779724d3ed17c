import { describe, expect, test } from 'vitest'
import { createGates } from '../../adapters/rehearsal/gates.ts'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { createRehearsalDelivery, type RehearsalDelivery } from '../../adapters/rehearsal/rehearsal-delivery.ts'
import { USUAL_REPOSITORY } from '../../src/app/commands/rehearse/transcript-repository.ts'
import { withCommands } from '../support/command-place.ts'
import { inPlace, type Place } from '../support/local-delivery.ts'
import { logsContract, restartContract, scaleContract, type TargetPlace } from './operations-contract.ts'

const VERSION = 'v1.0.0'

describe('the local delivery', () => {
  const served = (test: (place: TargetPlace, local: Place) => Promise<void>): Promise<void> =>
    inPlace(
      async (place) => {
        await place.delivery.start()
        const release = await place.released({ version: VERSION })
        await place.deploy(release)
        const pidOf = async () => String((await place.get()).pid)
        await test({ target: place.delivery, release, served: pidOf }, place)
      },
      { id: 'payments' },
    )
  restartContract(served)

  test('a restart has no gap, and its requests are still those of the task that deployed the release', () =>
    served(async ({ target, release }, place) => {
      const answers: number[] = []
      let isOver = false
      const asking = (async () => {
        while (!isOver) answers.push((await place.get()).status)
      })()
      const { restart } = target.abilities('payments', 'staging')
      if (restart.kind !== 'able') throw new Error('no restart')
      const order = {
        task: 'TASK-900',
        fencingToken: 1_000,
        service: 'payments',
        environment: 'staging',
        release,
      } as const
      await restart.part.restart(order, async () => undefined, new AbortController().signal)
      isOver = true
      await asking
      expect(new Set(answers)).toEqual(new Set([200]))
      expect(place.instances().map(({ task, id }) => [task, id])).toEqual([['TASK-1', 'payments.staging.TASK-900']])
    }))

  test('it has no scale, and says why', () =>
    served(async ({ target }) => {
      expect(target.abilities('payments', 'staging').scale).toEqual({
        kind: 'lacking',
        detail: expect.stringMatching(/\.$/),
      })
    }))
})

describe('commands of a team', () => {
  const served = (test: (place: TargetPlace) => Promise<void>): Promise<void> =>
    withCommands(async ({ target, ran, script }) => {
      const release = { version: VERSION, sha: '1'.repeat(40) }
      const order = { task: 'TASK-1', run: 'r1', fencingToken: 1, service: 'payments', environment: 'staging' } as const
      const deploy = { ...order, release, strategy: 'blue-green' } as const
      await target.deploy(deploy, async () => undefined, new AbortController().signal)
      const breakRestarts = (): void => script('restart', 'process.exit(1)')
      const restarts = async (): Promise<string> => String(ran().filter(({ verb }) => verb === 'restart').length)
      await test({ target, release, served: restarts, breakRestarts })
    })
  restartContract(served)
  scaleContract(served)
  logsContract(served, { first: 'line 1', last: 'line 3' })
})

describe('a rehearsal', () => {
  const served = async (test: (place: TargetPlace) => Promise<void>): Promise<void> => {
    const clock = createHandClock(new Date('2026-03-02T09:00:00Z'))
    const services = { payments: { ...USUAL_REPOSITORY, logs: { [VERSION]: ['starting up', 'ready to serve'] } } }
    const delivery: RehearsalDelivery = createRehearsalDelivery({ services, clock, gates: createGates() })
    const release = await delivery.resolve('payments', VERSION)
    if ('problem' in release) throw new Error(release.sentence)
    delivery.putLive('payments', 'staging', release, 'TASK-1')
    await test({ target: delivery, release, served: async () => String(delivery.effects.length) })
  }
  restartContract(served)
  scaleContract(served)
  logsContract(served, { first: 'starting up', last: 'ready to serve' })
})
