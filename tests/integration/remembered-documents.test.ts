import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DocumentRow, DocumentRows } from '../../adapters/store/document-rows.ts'
import { MOST_RARE } from '../../adapters/store/rare-labels.ts'
import { rememberDocuments } from '../../adapters/store/remembered-documents.ts'
import type { Projection } from '../../src/domain/event.ts'

interface Task {
  readonly tags: readonly string[]
}

const tasks: Projection<Task> = { name: 'tasks', keys: () => [], apply: (doc) => doc, labels: ({ tags }) => tags }

/** What the database holds, and how often it was asked. */
function tableOf() {
  const rows = new Map<string, DocumentRow & { readonly doc: Task }>()
  let asked = 0
  const source: DocumentRows = {
    async get(_, key) {
      asked += 1
      return rows.get(key)
    },
    async list(_, { labels = [], limit = rows.size }) {
      asked += 1
      return [...rows.values()]
        .filter(({ doc }) => labels.every((label) => doc.tags.includes(label)))
        .sort((one, other) => other.created - one.created || (one.key < other.key ? -1 : 1))
        .slice(0, limit)
    },
  }
  return { rows, source, asked: () => asked }
}

const TAGS = ['open', 'late'] as const
const QUERIES = [
  {},
  { labels: ['open'] },
  { labels: ['open', 'late'] },
  { labels: ['open', 'late'], limit: 1 },
  { labels: ['late', 'open'] },
  { labels: ['open'], limit: 2 },
  { limit: 1 },
] as const

const write = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd'),
  tags: fc.option(fc.subarray([...TAGS]), { nil: undefined }),
  again: fc.boolean(),
})

test('what is remembered is what the database holds, whatever is written between two looks', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(write, { maxLength: 20 }), async (writes) => {
      const { rows, source } = tableOf()
      const memory = rememberDocuments(source)
      let position = 0
      for (const { key, tags, again } of writes) {
        position += 1
        const created = rows.get(key)?.created ?? position
        const doc = tags && { tags }
        if (doc) rows.set(key, { key, doc, created })
        else rows.delete(key)
        memory.written([{ projection: tasks, key, doc, created }])
        for (const query of QUERIES) expect(await memory.list(tasks, query)).toEqual(await source.list(tasks, query))
        if (again) expect(await memory.get('tasks', key)).toEqual(rows.get(key))
      }
    }),
  )
})

test('what was read is not read again, and what is not there is not looked for again', async () => {
  const { rows, source, asked } = tableOf()
  const memory = rememberDocuments(source)
  rows.set('a', { key: 'a', doc: { tags: ['open'] }, created: 1 })
  for (let looks = 0; looks < 3; looks++) {
    expect(await memory.list(tasks, { labels: ['open'] })).toHaveLength(1)
    expect(await memory.get('tasks', 'a')).toBeDefined()
    expect(await memory.get('tasks', 'nobody')).toBeUndefined()
  }
  expect(asked()).toBe(3)
})

test('the few that carry the first label answer every narrower question', async () => {
  const { rows, source, asked } = tableOf()
  const memory = rememberDocuments(source)
  rows.set('a', { key: 'a', doc: { tags: ['open', 'late'] }, created: 1 })
  expect(await memory.list(tasks, { labels: ['open', 'late'] })).toEqual([rows.get('a')])
  expect(await memory.list(tasks, { labels: ['open', 'early'] })).toEqual([])
  expect(await memory.list(tasks, { labels: ['open', 'early', 'late'] })).toEqual([])
  expect(asked()).toBe(1)
})

test('a label that many carry is asked of the database', async () => {
  const { rows, source } = tableOf()
  const memory = rememberDocuments(source)
  for (let i = 0; i <= MOST_RARE; i++) {
    rows.set(`early-${i}`, { key: `early-${i}`, doc: { tags: ['open'] }, created: i })
  }
  rows.set('late', { key: 'late', doc: { tags: ['open', 'late'] }, created: MOST_RARE + 1 })
  const late = { labels: ['open', 'late'] }
  expect(await memory.list(tasks, late)).toEqual(await source.list(tasks, late))
})

test('a label that many came to carry is asked of the database', async () => {
  const { rows, source } = tableOf()
  const memory = rememberDocuments(source)
  const late = { labels: ['open', 'late'] }
  expect(await memory.list(tasks, late)).toEqual([])
  for (let i = 0; i <= MOST_RARE + 1; i++) {
    const row = { key: `late-${i}`, doc: { tags: ['open', 'late'] }, created: i }
    rows.set(row.key, row)
    memory.written([{ projection: tasks, ...row }])
  }
  expect(await memory.list(tasks, late)).toHaveLength(MOST_RARE + 2)
})

test('an answer from before a write that comes after it is not kept', async () => {
  const { rows, source } = tableOf()
  const released = Promise.withResolvers<void>()
  const memory = rememberDocuments({
    ...source,
    async list(projection, query) {
      const before = await source.list(projection, query)
      await released.promise
      return before
    },
  })
  const slow = memory.list(tasks, {})
  rows.set('a', { key: 'a', doc: { tags: [] }, created: 1 })
  memory.written([{ projection: tasks, key: 'a', doc: { tags: [] }, created: 1 }])
  released.resolve()
  expect(await slow).toEqual([])
  expect(await memory.list(tasks, {})).toHaveLength(1)
})

test('nothing is remembered of what may have become something else', async () => {
  const { rows, source } = tableOf()
  const memory = rememberDocuments(source)
  expect(await memory.list(tasks, {})).toEqual([])
  rows.set('a', { key: 'a', doc: { tags: [] }, created: 1 })
  memory.forget()
  expect(await memory.list(tasks, {})).toHaveLength(1)
})
