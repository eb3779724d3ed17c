import { expect, test } from 'vitest'
import { PLANT_NAMES, type PlantName } from './plants.ts'
import { simulate } from './simulate.ts'

test('thirty random runs with random faults break no promise, and every fault and invariant is met', async () => {
  const { tally, failures } = await simulate({ runs: 30, seed: 1 })
  expect(failures.map(({ seed, violations }) => ({ seed, violations }))).toEqual([])
  const met = [...tally.counts].filter(([, times]) => times > 0).map(([what]) => what)
  expect(met).toEqual(expect.arrayContaining(EXPECTED))
})

const EXPECTED = [
  'checked: every press answered',
  'checked: no approval by the asker',
  'checked: no effect twice',
  'checked: no freeze crossed',
  'checked: no lock ignored',
  'checked: no message lost',
  'checked: no run lost',
  'checked: no start without approvals',
  'checked: one final message a run',
  'clock jumps',
  'database away',
  'jobs delivered twice',
  'jobs lost until requeued',
  'processes killed',
  'pushes',
  'roles lost',
  'workers died in the middle of a step',
]

test('a seed plays the same run again', async () => {
  const [first, second] = [await simulate({ runs: 3, seed: 7 }), await simulate({ runs: 3, seed: 7 })]
  expect([...second.tally.counts]).toEqual([...first.tally.counts])
})

const FOUND_BY: Readonly<Record<PlantName, string>> = {
  'double-effect': 'no effect twice',
  'own-approval': 'no approval by the asker',
  'crossed-freeze': 'no freeze crossed',
}
/** Far more than it takes to find one. */
const MOST_RUNS = 400

test.each(PLANT_NAMES)('a planted fault is found: %s', async (plant) => {
  const { failures } = await simulate({ runs: MOST_RUNS, seed: SEEDS[plant], plant, endsAtFirst: true })
  expect(failures.flatMap(({ violations }) => violations).join('\n')).toContain(FOUND_BY[plant])
})

/** From where it takes few runs. */
const SEEDS: Readonly<Record<PlantName, number>> = { 'double-effect': 2, 'own-approval': 1, 'crossed-freeze': 1 }
