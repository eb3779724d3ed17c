import { expect, test } from 'vitest'
import { cyclesIn, folderOf, type Import, importsIn, importsOf, mutualPairs } from './import-graph.ts'

const ROOT = new URL('../..', import.meta.url).pathname
const PRODUCT = ['src', 'adapters', 'intents', 'jobs', 'notation', 'config', 'console']
const imports = importsIn(ROOT, PRODUCT)

/** Where the parts are put together, so where everything may be known. */
const COMPOSITION = /^src\/(app\/|main\.ts$)/

/** What each folder of the core may import besides itself, types included: those below it. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  'src/domain': [],
  'src/ports': ['src/domain'],
  'src/runtime': ['src/domain', 'src/ports'],
  'src/webhooks': ['src/domain', 'src/ports', 'src/runtime', 'src/queries'],
  'src/tokens': ['src/domain', 'src/ports', 'src/runtime'],
  'src/forgetting': ['src/domain', 'src/ports', 'src/runtime'],
  'src/logins': ['src/domain', 'src/ports', 'src/runtime', 'src/tokens'],
  'src/texts': ['src/domain'],
  'src/access': ['src/domain', 'src/ports', 'src/texts'],
  'src/llm': ['src/domain', 'src/ports', 'notation'],
  'src/queries': ['src/domain', 'src/ports', 'src/texts', 'src/access'],
  'src/cards': ['src/domain', 'src/ports', 'src/texts'],
  'src/tools': ['src/domain', 'src/ports', 'src/texts', 'src/access', 'src/queries', 'src/cards', 'src/llm'],
  'src/runs': ['src/domain', 'src/ports', 'src/runtime'],
  'src/restoring': ['src/domain', 'src/ports', 'src/runtime', 'src/texts', 'src/queries', 'src/runs'],
  'src/changes': ['src/domain', 'src/ports', 'src/runtime', 'src/texts', 'src/access', 'src/queries', 'src/runs'],
  'src/messaging': ['src/domain', 'src/ports', 'src/runtime', 'src/texts', 'src/access', 'src/queries', 'src/cards'],
  'src/monitors': ['src/domain', 'src/ports', 'src/runtime', 'src/queries', 'src/changes'],
  'src/capabilities': [
    'src/domain',
    'src/ports',
    'src/texts',
    'src/access',
    'src/queries',
    'src/cards',
    'src/tools',
    'src/changes',
  ],
  'src/conversation': [
    'src/domain',
    'src/ports',
    'src/runtime',
    'src/texts',
    'src/access',
    'src/llm',
    'src/queries',
    'src/cards',
    'src/tools',
    'src/runs',
    'src/changes',
    'src/capabilities',
  ],
  'src/assistants': [
    'src/domain',
    'src/ports',
    'src/texts',
    'src/queries',
    'src/cards',
    'src/tools',
    'src/capabilities',
  ],
}

const breaking = (rule: (of: Import) => boolean): readonly string[] =>
  imports.filter(rule).map(({ from, to }) => `${from} imports ${to}`)

test('a folder of the core knows only those below it', () => {
  const folders = new Set(imports.map(({ from }) => folderOf(from)).filter((folder) => folder.startsWith('src/')))
  expect([...folders].filter((folder) => !(folder in BELOW) && !COMPOSITION.test(`${folder}/`))).toEqual([
    'src/main.ts',
  ])
  const broken = breaking(({ from, to }) => {
    const below = BELOW[folderOf(from)]
    return below !== undefined && folderOf(from) !== folderOf(to) && !below.includes(folderOf(to))
  })
  expect(broken).toEqual([])
})

test('understanding and the notation know nothing of ours but types of the domain', () => {
  const broken = breaking(({ from, to, typeOnly }) => {
    const home = /^(notation|intents)\//.exec(from)?.[0]
    return home !== undefined && !to.startsWith(home) && !(typeOnly && to.startsWith('src/domain/'))
  })
  expect(broken).toEqual([])
})

/** What adapters of one kind share with those of another. The kinds of delivery know each other through ports alone. */
const SHARED_BY: Readonly<Record<string, readonly string[]>> = {
  // Jobs and the bus may be kept in the event log's database, on the same connections.
  'adapters/queue': ['adapters/store'],
  'adapters/bus': ['adapters/store'],
  // What is built on this machine is run from where it lies, by the host, whose proxy counts what is asked of it.
  'adapters/build': ['adapters/workspace'],
  // A run is asked for by the clients that read pull requests.
  'adapters/ci': ['adapters/code-host'],
  // A command that deploys outlives the bot as those of workflows do.
  // A run on GitHub is asked for by the client that reads pull requests.
  'adapters/deploy': ['adapters/workspace', 'adapters/local-host', 'adapters/commands', 'adapters/code-host'],
  'adapters/telemetry': ['adapters/local-host'],
  // It hides the sockets of both from what is built.
  'adapters/workspace': ['adapters/local-host', 'adapters/log-socket'],
  // It is asked over a socket as the local host is.
  'adapters/log-socket': ['adapters/local-host'],
}

test('an adapter knows its own kind, the ports, the domain, how to tell processes apart and what its kind shares', () => {
  const broken = breaking(({ from, to }) => {
    const kind = folderOf(from)
    const known = ['src/ports', 'src/domain', 'src/cards', 'adapters/process', ...(SHARED_BY[kind] ?? [])]
    return kind.startsWith('adapters/') && folderOf(to) !== kind && !known.includes(folderOf(to))
  })
  expect(broken).toEqual([])
})

test('a browser gets nothing of the bot but its own files: of the API it knows the answers, as types', () => {
  const broken = breaking(({ from, to, typeOnly }) => {
    const isOfApi = typeOnly && to.startsWith('adapters/http/api/')
    return from.startsWith('console/') && !to.startsWith('console/') && !isOfApi
  })
  expect(broken).toEqual([])
})

test('jobs know no adapter', () => {
  expect(breaking(({ from, to }) => from.startsWith('jobs/') && to.startsWith('adapters/'))).toEqual([])
})

test('only where the parts are put together is the whole known', () => {
  expect(breaking(({ from, to }) => !COMPOSITION.test(from) && COMPOSITION.test(to))).toEqual([])
})

test('the product needs nothing of its tests', () => {
  expect(breaking(({ to }) => /^(tests|bench)\//.test(to))).toEqual([])
})

test('no two folders import each other, types included', () => {
  expect(mutualPairs(imports)).toEqual([])
})

test('no file imports itself through others, types included', () => {
  expect(cyclesIn(imports)).toEqual([])
})

test('the walk sees every way of importing, so that silence means something', () => {
  const text = [
    "import { a } from './a.ts'",
    "import type { B } from '../b.ts'",
    "import {\n  type C,\n  type D,\n} from './c.ts'",
    "import { type E, e } from './e.ts'",
    "export { f } from './f.ts'",
    "import './g.ts'",
    "const h = await import('./h.ts')",
    "import { z } from 'zod'",
  ].join('\n')
  expect(importsOf('src/x/y.ts', text).map(({ to, typeOnly }) => `${to}${typeOnly ? ' (type)' : ''}`)).toEqual([
    'src/x/a.ts',
    'src/b.ts (type)',
    'src/x/c.ts (type)',
    'src/x/e.ts',
    'src/x/f.ts',
    'src/x/g.ts',
    'src/x/h.ts',
  ])
})

test('a cycle is found, one of types alone too, and so are folders that import each other', () => {
  const through = (from: string, to: string, typeOnly = false): Import => ({ from, to, typeOnly })
  expect(cyclesIn([through('a', 'b'), through('b', 'c'), through('c', 'b')])).toEqual(['b → c → b'])
  expect(cyclesIn([through('a', 'b'), through('b', 'a', true)])).toEqual(['a → b → a'])
  expect(mutualPairs([through('src/a/x.ts', 'src/b/y.ts'), through('src/b/z.ts', 'src/a/w.ts', true)])).toEqual([
    'src/a ↔ src/b',
  ])
  expect(mutualPairs([through('src/a/x.ts', 'src/a/y.ts'), through('src/a/x.ts', 'src/b/y.ts')])).toEqual([])
})

test('the walk covers the project', () => {
  expect(imports.length).toBeGreaterThan(100)
})
