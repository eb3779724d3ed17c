import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { projections } from '../../src/domain/projections.ts'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const page = read('docs/architecture.md')

/** The names in the first column of the tables below a heading. */
function listedUnder(heading: string): readonly string[] {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? ''
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name).sort()
}

test('every dependency is named with its reason, and none that is not one', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, object>
  expect(listedUnder('Dependencies')).toEqual(Object.keys({ ...dependencies, ...devDependencies }).sort())
})

test('every type of event is listed, and none that does not exist', () => {
  // The union's own imports say where its events are defined.
  const files = [...read('src/domain/events.ts').matchAll(/from '\.\/([\w-]+\.ts)'/g)].map(([, name]) => name)
  const sources = files.map((name) => read(`src/domain/${name}`))
  const types = sources.flatMap((source) => source.match(/(?<=')[a-z]+(\.[a-z]+)+(?=')/g) ?? [])
  expect(listedUnder('Events and streams')).toEqual([...new Set(types)].sort())
})

test('every projection is listed', () => {
  expect(listedUnder('Projections')).toEqual(projections.map(({ name }) => name).sort())
})
