import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findWorn } from './worn-words.ts'

const ROOT = new URL('../../', import.meta.url)
const PAGES = [
  'README.md',
  'deploy/kubernetes/README.md',
  'deploy/helm/shipmate/README.md',
  ...readdirSync(new URL('docs', ROOT))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** Names of files are no prose: links to them, and the paths behind other links. */
const LINK = /\[[\w./-]+\.\w+\]\([^)]*\)|(?<=\])\([^)]*\)/g

test.each(PAGES)('%s has no worn words', (page) => {
  const lines = readFileSync(new URL(page, ROOT), 'utf8').replace(LINK, '').split('\n')
  expect(lines.length).toBeGreaterThan(10)
  expect(lines.flatMap((line) => findWorn(line).map((worn) => `${worn}: ${line.trim()}`))).toEqual([])
})
