import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findWorn, prosePieces, sentencesIn } from './worn-words.ts'

const ROOT = new URL('../..', import.meta.url).pathname
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
const filesIn = (pattern: string): readonly string[] => globSync(pattern, { cwd: ROOT })

/** Where what people read comes from. What they may type (`intents/`, `domain/spoken-answer.ts`) is theirs to word. */
const PRODUCT = filesIn('{src,adapters,jobs,config,console}/**/*.ts')
/** Where comments are held to the same words. */
const COMMENTED = filesIn('{src,adapters,jobs,config,console}/**/*.ts')

const wornIn = (files: readonly string[], pieces: (text: string) => readonly string[]): readonly string[] =>
  files.flatMap((file) => pieces(read(file)).flatMap((piece) => findWorn(piece).map((worn) => `${file}: ${worn}`)))

test.each([
  ['It mends the drift.', 'mends'],
  ['The release is ill itself.', 'ill'],
  ['v1.3.0 does not do well on production.', 'does not do well'],
  ['I put v2.0.0 back, which had users.', 'put v2.0.0 back'],
  ['The release before it goes on serving.', 'goes on'],
  ['It should rather wait.', 'rather wait'],
  ['This needs no confirmation, so I begin.', 'begin'],
  ['Being called off.', 'called off'],
  ['To call that off, say cancel.', 'call that off'],
  ['I know no service called biling.', 'I know no'],
  ['It was deployed anew.', 'anew'],
  ['v1.0.0 serves there.', 'serves there'],
  ['I have not noted that.', 'noted that'],
])('“%s” has the worn words “%s”', (sentence, worn) => {
  expect(findWorn(sentence)).toEqual([expect.stringContaining(`“${worn}”`)])
})

test.each([
  'I recommend a rollback; names begin with a letter.',
  'Still healthy; it was ongoing. Log in, then go online.',
  'Well done. Going back two releases needs no backup.',
])('“%s” has none', (sentence) => {
  expect(findWorn(sentence)).toEqual([])
})

test('a text is found in comments of several lines, strings and templates, and no name of the code is taken for one', () => {
  const code = [
    '/**',
    ' * The release before it goes',
    ' * on serving.',
    ' */',
    "const begin = { how: 'mended' } // it is ill",
    "throw new Error('Mend it first.')",
    'return `$version was deployed anew`',
  ].join('\n')
  expect(prosePieces(code).flatMap(findWorn)).toHaveLength(4)
  expect(sentencesIn(code)).toEqual(['Mend it first.', '$version was deployed anew'])
})

test('no sentence that people read has worn words', () => {
  expect(PRODUCT.length).toBeGreaterThan(100)
  expect(wornIn(PRODUCT, sentencesIn)).toEqual([])
})

test('nor has a comment beside the sentences', () => {
  expect(COMMENTED.length).toBeGreaterThan(50)
  expect(wornIn(COMMENTED, prosePieces)).toEqual([])
})
