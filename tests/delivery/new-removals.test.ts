import { expect, test } from 'vitest'
import { newRemovals } from '../../src/changes/new-removals.ts'
import type { DeployPlan } from '../../src/domain/plans/deploy.ts'
import { type Foreseen, type ForeseenChange, foreseenChanges } from '../../src/domain/plans/foreseen.ts'
import type { PlaceAbilities } from '../../src/ports/abilities.ts'
import { foreseenWords } from '../../src/texts/forecast-words.ts'
import { textsIn } from '../../src/texts/texts-in.ts'

const removed = (name: string): ForeseenChange => ({ what: 'removed', kind: 'Ingress', name })
const variable = (_: unknown, index: number): ForeseenChange => ({
  what: 'variable',
  name: `V${index}`,
  how: 'changed',
})
const EIGHT = Array.from({ length: 8 }, variable)

test('each object that would be removed is named on the card, before what only changes', () => {
  const all = [...EIGHT, ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map(removed)]
  const words = foreseenWords(foreseenChanges(all), textsIn('en'))
  expect(words).toMatch(/^Ingress a is removed; .*Ingress i is removed; 8 more$/)
})

const PLAN: DeployPlan = {
  ...{ kind: 'deploy', service: 'payments', environment: 'staging', ref: 'v1.1.0', recipe: '', strategy: 'rolling' },
  ...{ release: { sha: '2'.repeat(40), version: 'v1.1.0' }, commits: [], commitCount: 0 },
}

function foreseeing(foreseen: Foreseen): PlaceAbilities {
  const forecast = { imageOf: async () => undefined, foresee: async () => foreseen }
  return { abilities: () => ({ forecast }) } as unknown as PlaceAbilities
}

test.each([
  ['another object', [removed('web'), removed('admin')], 'By now it would also remove Ingress admin.'],
  ['fewer', [], undefined],
  ['the same, and something else changes', [...EIGHT, removed('web')], undefined],
] as const)('a plan that would remove %s by now', async (_, now, why) => {
  const asked = { ...PLAN, foreseen: foreseenChanges([removed('web')]) }
  expect(await newRemovals(asked, PLAN, foreseeing(foreseenChanges(now)), textsIn('en'))).toBe(why)
})

test('what cannot be asked at the click is not asked about once more', async () => {
  const unknown = { kind: 'unknown', why: 'The cluster has not answered within 2 s.' } as const
  const asked = { ...PLAN, foreseen: foreseenChanges([]) }
  expect(await newRemovals(asked, PLAN, foreseeing(unknown), textsIn('en'))).toBeUndefined()
})
