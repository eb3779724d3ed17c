import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const PAGES = [
  'README.md',
  'deploy/kubernetes/README.md',
  'deploy/helm/shipmate/README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

const LINK = /\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]*))?\)/g
/** Paths of the repository in the running text, such as `src/app/start-app.ts`; those with a place holder name no file. */
const PATH = /`((?:src|adapters|intents|jobs|config|console|tests|bench|docs|\.ci)\/[\w./-]+)`/g

test.each(PAGES)('every path that %s names is there', (page) => {
  const text = read(page)
  const linked = [...text.matchAll(LINK)].map(([, path = '']) => relative(ROOT, join(ROOT, page, '..', path)))
  const named = [...text.matchAll(PATH)].map(([, path = '']) => path)
  const missing = [...linked.filter((path) => path !== 'docs'), ...named].filter(
    (path) => !existsSync(join(ROOT, path)),
  )
  expect(missing).toEqual([])
})

test.each(PAGES)('every heading that %s links to is there', (page) => {
  const missing = [...read(page).matchAll(LINK)].flatMap(([link, path = '', heading]) => {
    if (heading === undefined) return []
    const target = path === '' ? page : relative(ROOT, join(ROOT, page, '..', path))
    return headingsOf(read(target)).includes(heading) ? [] : [link]
  })
  expect(missing).toEqual([])
})

function headingsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )
}

test('every npm script that a page names is one', () => {
  const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> }
  const named = PAGES.flatMap((page) =>
    [...read(page).matchAll(/npm run ([a-z:-]+)/g)].map(([, script = '']) => script),
  )
  expect(named.filter((script) => scripts[script] === undefined)).toEqual([])
  expect(named.length).toBeGreaterThan(5)
})

test('the README opens with the picture and the two commands', () => {
  const opening = read('README.md').split('\n## ')[0] ?? ''
  expect(opening).toContain('](docs/images/conversation.svg)')
  expect(opening.match(/^npm .*$/gm)).toEqual(['npm ci && npm start', 'npm ci && npm test'])
})
