import { expect, test } from 'vitest'
import { unansweredBlock } from '../../src/cards/unanswered-words.ts'
import type { Health } from '../../src/domain/release.ts'
import type { Clock } from '../../src/ports/clock.ts'
import { healthsAt } from '../../src/queries/healths-at.ts'
import { en } from '../../src/texts/en/texts.ts'

const release = { sha: '1'.repeat(40), version: 'v1.0.0' }
const HEALTHY: Health = { state: 'healthy', release, since: '2026-03-02T09:00:00Z' }
const placeOf = (service: string) => ({ service, environment: 'staging' })

/** A clock that is moved to the end of every wait at once. */
const hurrying: Clock = {
  now: () => new Date('2026-03-02T09:00:00Z'),
  at(_, wake) {
    setImmediate(wake)
    return () => undefined
  },
}

/** Of the services on a cluster that is away nobody ever hears. */
const delivery = {
  health: (service: string): Promise<Health> =>
    service.startsWith('far') ? new Promise(() => undefined) : Promise.resolve(HEALTHY),
}

test('a target that does not answer holds the answer about others only for a while', async () => {
  const places = ['near', 'far', 'nearer'].map(placeOf)
  const [near, far, nearer] = await healthsAt(places, { delivery, clock: hurrying }, en)
  expect([near, nearer]).toEqual([HEALTHY, HEALTHY])
  expect(far).toEqual({ state: 'unknown', mayPass: true, sentence: 'It gave no answer within 8 s.' })
})

test('one place alone has the time that its target gives it', async () => {
  const asked = healthsAt([placeOf('far')], { delivery, clock: hurrying }, en)
  const waited = new Promise((resolve) => setImmediate(() => setImmediate(() => resolve('still waiting'))))
  expect(await Promise.race([asked, waited])).toBe('still waiting')
})

test('the answer names the places that it knows nothing of, a few of many', async () => {
  const silent: Health = { state: 'unknown', mayPass: true, sentence: '' }
  const places = Array.from({ length: 130 }, (_, index) => ({ ...placeOf(`service-${index}`), health: silent }))
  expect(unansweredBlock([{ ...placeOf('near'), health: HEALTHY }], en)).toEqual([])
  expect(unansweredBlock(places.slice(0, 2), en)).toEqual([
    { kind: 'text', text: 'No answer from service-0 on staging and service-1 on staging.' },
  ])
  expect(JSON.stringify(unansweredBlock(places, en))).toContain('service-9 on staging and 120 more.')
})
