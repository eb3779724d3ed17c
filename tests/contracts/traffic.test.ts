import { describe } from 'vitest'
import { createGates } from '../../adapters/rehearsal/gates.ts'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { createRehearsalDelivery } from '../../adapters/rehearsal/rehearsal-delivery.ts'
import { transcriptSchema } from '../../src/app/commands/rehearse/transcript.ts'
import type { TaskId } from '../../src/domain/ids.ts'
import { inPlace } from '../support/local-delivery.ts'
import { trafficContract } from './traffic-contract.ts'

const MINUTE_MS = 60_000

describe('what the local delivery measures', () => {
  trafficContract((test) =>
    inPlace(
      async (place) => {
        await place.delivery.start()
        let releases = 0
        await test({
          traffic: place.delivery,
          now: () => new Date(),
          async release(kind) {
            const version = `v1.${releases++}.0`
            const release = await place.released({ version, ...(kind === 'failing' && { failsEvery: 4 }) })
            await place.deploy(release)
            return `TASK-${releases}`
          },
          async use() {
            for (let request = 0; request < 40; request++) await place.get()
            return 40
          },
        })
      },
      { id: 'payments' },
    ),
  )
})

describe('what a rehearsal measures', () => {
  trafficContract(async (test) => {
    const clock = createHandClock(new Date('2026-03-02T09:00:00Z'))
    const { repositories } = transcriptSchema.parse({
      title: 'Traffic',
      people: {},
      repositories: {
        payments: {
          traffic: { 'v1.0.0': { requestsPerMinute: 100 }, 'v1.1.0': { requestsPerMinute: 100, errors: 0.25 } },
        },
      },
      steps: [{ advances: '1m' }],
    })
    const delivery = createRehearsalDelivery({ services: repositories, clock, gates: createGates() })
    let tasks = 0
    await test({
      traffic: delivery,
      now: clock.now,
      async release(kind) {
        const release = await delivery.resolve('payments', kind === 'sound' ? 'v1.0.0' : 'v1.1.0')
        if ('problem' in release) throw new Error(release.sentence)
        const task: TaskId = `TASK-${++tasks}`
        delivery.putLive('payments', 'staging', release, task)
        return task
      },
      async use() {
        clock.moveTo(new Date(clock.now().getTime() + MINUTE_MS))
        return 100
      },
    })
  })
})
