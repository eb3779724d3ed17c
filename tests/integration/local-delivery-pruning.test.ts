import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Release } from '../../src/domain/release.ts'
import { inPlace, type Place } from '../support/local-delivery.ts'

/** The versions whose releases lie there, by the commits they are of. */
function versionsIn({ folder, service }: Place, known: readonly Release[]): readonly string[] {
  const lying = readdirSync(join(folder, 'releases', service.id))
  return known.filter(({ sha }) => lying.includes(sha)).map(({ version }) => version)
}

test('after a deployment the oldest releases go, never one that serves, is needed, or was asked for last', async () => {
  const needed: string[] = []
  await inPlace(
    async (place) => {
      const known: Release[] = []
      const release = async (version: string): Promise<Release> => {
        known.push(await place.released({ version }))
        return known.at(-1) as Release
      }
      const [first, second] = [await release('v1.0.0'), await release('v1.1.0')]
      needed.push(second.sha)
      await release('v1.2.0')
      await place.deploy(first)
      expect(versionsIn(place, known)).toEqual(['v1.0.0', 'v1.1.0', 'v1.2.0'])
      await place.deploy(await release('v1.3.0'), { from: first })
      expect(versionsIn(place, known)).toEqual(['v1.0.0', 'v1.1.0', 'v1.2.0', 'v1.3.0'])
      const fifth = await release('v1.4.0')
      await place.deploy(fifth, { from: known[3] as Release })
      // The first is older than the two that are kept, serves nowhere any more and is no way back.
      expect(versionsIn(place, known)).toEqual(['v1.1.0', 'v1.3.0', 'v1.4.0'])
      expect((await place.get()).version).toBe('v1.4.0')
      const builds = readdirSync(join(place.folder, 'releases', place.service.id, 'builds'))
      expect(builds.filter((name) => name.startsWith(first.sha))).toEqual([])
    },
    { keep: 2 },
    { neededReleases: async () => needed },
  )
}, 120_000)

test(
  'a release that is built already and asked for again counts as new',
  () =>
    inPlace(
      async (place) => {
        const known: Release[] = []
        for (const version of ['v1.0.0', 'v1.1.0', 'v1.2.0']) known.push(await place.released({ version }))
        const [first, , third] = known as [Release, Release, Release]
        const order = {
          task: 'TASK-9',
          fencingToken: 9,
          service: place.service.id,
          release: first,
          strategy: 'cache',
        } as const
        await place.delivery.build(order, new AbortController().signal)
        await place.deploy(third)
        expect(versionsIn(place, known)).toEqual(['v1.0.0', 'v1.2.0'])
      },
      { keep: 2 },
    ),
  120_000,
)
