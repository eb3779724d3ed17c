import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { RUN_PLAN_KINDS } from '../../src/domain/plan.ts'
import { projections } from '../../src/domain/projections.ts'

const ROOT = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8')

function sectionOf(page: string, heading: string): string {
  const section = read(page)
    .split(/^## /m)
    .find((text) => text.startsWith(`${heading}\n`))
  if (section === undefined) throw new Error(`${page} has no section "${heading}"`)
  return section
}

/** The names in the first column of the tables below a heading. */
function listedUnder(page: string, heading: string): readonly string[] {
  return [...sectionOf(page, heading).matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name).sort()
}

test('every dependency is named with its reason, and none that is not one', () => {
  const { dependencies, optionalDependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    string,
    object
  >
  const packages = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies })
  expect(listedUnder('docs/architecture.md', 'Dependencies')).toEqual(packages.sort())
})

test('every folder of the product is listed, and none that does not exist', () => {
  const files = globSync('src/*/**/*.ts', { cwd: fileURLToPath(ROOT) })
  const core = new Set(files.map((file) => file.split('/').slice(0, 2).join('/')))
  const others = ['adapters', 'assets', 'config', 'console', 'intents', 'jobs', 'notation']
  expect(listedUnder('docs/architecture.md', 'Folders')).toEqual([...core, ...others].sort())
})

/** More is read by nobody: details stand on pages of their own. */
const WORDS_OF_FIVE_PAGES = 2_500

test('the architecture is told in five pages, and a list of dependencies', () => {
  const page = 'docs/architecture.md'
  const words = read(page).replace(sectionOf(page, 'Dependencies'), '').split(/\s+/).length
  expect(words).toBeGreaterThan(1_000)
  expect(words).toBeLessThanOrEqual(WORDS_OF_FIVE_PAGES)
})

const importedBy = (file: string): readonly string[] =>
  [...read(`src/domain/${file}`).matchAll(/from '\.\/([\w/-]+\.ts)'/g)].map(([, name = '']) => name)

test('every type of event is listed, and none that does not exist', () => {
  // The union's own imports say where its events are defined, and those of a task's events where a workflow's are.
  const files = [
    ...importedBy('events.ts'),
    ...importedBy('run-events.ts').filter((name) => name.endsWith('/events.ts')),
  ]
  const sources = files.map((name) => read(`src/domain/${name}`))
  const named = sources.flatMap((source) => source.match(/(?<=')[a-z]+(\.[a-z-]+)+(?=')/g) ?? [])
  // Those of a task carry the kind of its plan.
  const ofRuns = sources.flatMap((source) => [...source.matchAll(/`cicd\.\$\{[^}]+\}\.(\w+)`/g)].map(([, end]) => end))
  const derived = RUN_PLAN_KINDS.flatMap((kind) => ofRuns.map((end) => `cicd.${kind}.${end}`))
  const types = [...named, ...derived].filter((type) => type !== 'cicd.rollback.requested')
  expect(listedUnder('docs/events.md', 'Events')).toEqual([...new Set(types)].sort())
})

test('every projection is listed', () => {
  expect(listedUnder('docs/events.md', 'Projections')).toEqual(projections.map(({ name }) => name).sort())
})

test('every promise names a test', () => {
  const rows = read('docs/promises.md').match(/^\| (?!Promise |---).*$/gm) ?? []
  expect(rows.length).toBeGreaterThan(40)
  expect(rows.filter((row) => !row.includes('](../tests/'))).toEqual([])
})

test('a word is explained once', () => {
  const names = [...read('docs/glossary.md').matchAll(/^\| ([a-z][^|*]*) \|/gm)].flatMap(([, terms = '']) =>
    terms.replace(/\s*\(\w+\)/g, '').split(', '),
  )
  expect(names.length).toBeGreaterThan(40)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})
