import { describe } from 'vitest'
import { createGates } from '../../adapters/rehearsal/gates.ts'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { createRehearsalDelivery } from '../../adapters/rehearsal/rehearsal-delivery.ts'
import { USUAL_REPOSITORY } from '../../src/app/commands/rehearse/transcript-repository.ts'
import type { Release } from '../../src/domain/release.ts'
import { inPlace } from '../support/local-delivery.ts'
import { canaryContract } from './canary-contract.ts'

describe('a canary of the local delivery', () => {
  canaryContract((test) =>
    inPlace(
      async (place) => {
        await place.delivery.start()
        const first = await place.released({ version: 'v1.0.0' })
        const second = await place.released({ version: 'v1.1.0' })
        await test({
          delivery: place.delivery,
          releases: [first, second],
          // Its first request is never a canary's.
          serving: async () => (await place.get()).version,
        })
      },
      { id: 'payments' },
    ),
  )
})

describe('a canary of a rehearsal', () => {
  canaryContract(async (test) => {
    const clock = createHandClock(new Date('2026-03-02T09:00:00Z'))
    const services = { payments: USUAL_REPOSITORY }
    const delivery = createRehearsalDelivery({ services, clock, gates: createGates() })
    const release = async (version: string): Promise<Release> => {
      const found = await delivery.resolve('payments', version)
      if ('problem' in found) throw new Error(found.sentence)
      return found
    }
    await test({
      delivery,
      releases: [await release('v1.0.0'), await release('v1.1.0')],
      serving: async () => delivery.serving('payments', 'staging')?.version,
    })
  })
})
