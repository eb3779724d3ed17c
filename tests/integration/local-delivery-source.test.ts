import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { prepareSampleService, sampleService } from '../../adapters/source/sample/sample-service.ts'
import { deliveryFor } from '../../src/app/wiring/delivery.ts'
import type { Release } from '../../src/domain/release.ts'
import type { Source } from '../../src/ports/source.ts'
import { createGitRepository, type GitRepository } from '../support/git-repository.ts'

let folder: string
let repository: GitRepository
let source: Source

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  repository = createGitRepository(join(folder, 'repository'))
  const sample = sampleService(folder)
  source = deliveryFor({ folder, services: [{ ...sample, id: 'mail', repository: repository.path }, sample] })
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a tag, a branch, latest and the digits of a commit lead to the same release, named by its tag', async () => {
  const sha = repository.commit('first', { a: '1' })
  repository.tag('v1.0.0')
  for (const ref of ['v1.0.0', 'main', 'latest', sha, sha.slice(0, 7), sha.slice(0, 12).toUpperCase()])
    expect(await source.resolve('mail', ref)).toEqual({ sha, version: 'v1.0.0' })
})

test('a commit without a tag is named by its first seven digits, and a ref that moves is noticed at once', async () => {
  const first = repository.commit('first', { a: '1' })
  expect(await source.resolve('mail', 'latest')).toEqual({ sha: first, version: first.slice(0, 7) })
  const second = repository.commit('second', { a: '2' })
  expect(await source.resolve('mail', 'latest')).toEqual({ sha: second, version: second.slice(0, 7) })
  repository.git('pack-refs', '--all')
  repository.git('tag', '--annotate', '--message', 'a release', 'v2')
  expect(await source.resolve('mail', 'latest')).toEqual({ sha: second, version: 'v2' })
  repository.git('checkout', '--quiet', '--orphan', 'other')
  const rewritten = repository.commit('rewritten', { a: '3' })
  repository.git('branch', '--force', 'main', rewritten)
  expect(await source.resolve('mail', 'main')).toMatchObject({ sha: rewritten })
})

test('changes that are not committed do not count', async () => {
  const sha = repository.commit('first', { a: '1' })
  writeFileSync(join(repository.path, 'a'), 'changed')
  expect(await source.resolve('mail', 'latest')).toMatchObject({ sha })
})

const NO_REFS = [
  '--upload-pack=touch pwned',
  '-h',
  '$(touch pwned)',
  '`touch pwned`',
  '; touch pwned',
  'main; touch pwned',
  'main^{/first}',
  'HEAD~0',
  '../../etc/passwd',
  '',
  '\u0000',
  '\u202Eniam',
  'x'.repeat(40_000),
]

test('options, shell words, expressions and other nonsense are just unknown refs', async () => {
  repository.commit('first', { a: '1' })
  for (const ref of NO_REFS) {
    const found = await source.resolve('mail', ref)
    expect(found).toMatchObject({ problem: 'unknown-ref' })
    expect('sentence' in found && found.sentence.length).toBeLessThan(300)
  }
  expect(existsSync('pwned')).toBe(false)
})

test('an empty repository is said to have no commits', async () => {
  expect(await source.resolve('mail', 'latest')).toEqual({
    problem: 'unknown-ref',
    sentence: 'The repository of mail has no commits yet.',
  })
})

test('a copy that an interrupted fetch has left locked or broken is fixed', async () => {
  const first = repository.commit('first', { a: '1' })
  await source.resolve('mail', 'latest')
  const mirror = join(folder, 'mirrors', 'mail.git')
  writeFileSync(join(mirror, 'packed-refs.lock'), '')
  writeFileSync(join(mirror, 'refs', 'heads', 'main'), 'nonsense')
  const second = repository.commit('second', { a: '2' })
  expect(await source.resolve('mail', 'latest')).toMatchObject({ sha: second })
  expect(await source.commitsBetween('mail', first, second, 5)).toHaveLength(1)
})

test('commits that would ship are listed newest first, and all of them when nothing is deployed', async () => {
  const first = repository.commit('first', { a: '1' })
  const second = repository.commit('second: a "quoted" | piped subject', { a: '2' })
  const third = repository.commit('third', { a: '3' })
  const subjects = async (from: string | undefined, to: string, limit = 10): Promise<readonly string[]> =>
    (await source.commitsBetween('mail', from, to, limit)).map(({ subject }) => subject)
  expect(await subjects(first, third)).toEqual(['third', 'second: a "quoted" | piped subject'])
  expect(await subjects(undefined, second)).toEqual(['second: a "quoted" | piped subject', 'first'])
  expect(await subjects(undefined, third, 1)).toEqual(['third'])
  expect(await subjects(third, first)).toEqual([])
  expect(await subjects('f'.repeat(40), second)).toHaveLength(2)
  await expect(source.commitsBetween('mail', first, 'e'.repeat(40), 5)).rejects.toMatchObject({
    code: 'source_unreadable',
  })
})

test('the sample service has four versions with the same ids everywhere, and is made once', async () => {
  await prepareSampleService(folder)
  expect(await source.versions('billionmail')).toEqual(['v1.3.0', 'v1.2.0', 'v1.1.0', 'v1.0.0'])
  const latest = (await source.resolve('billionmail', 'latest')) as Release
  expect(latest.version).toBe('v1.3.0')

  const elsewhere = mkdtempSync(join(tmpdir(), 'shipmate-'))
  try {
    const services = await Promise.all([prepareSampleService(elsewhere), prepareSampleService(elsewhere)])
    const other = deliveryFor({ folder: elsewhere, services: services.slice(0, 1) })
    expect(await other.resolve('billionmail', 'latest')).toEqual(latest)
  } finally {
    rmSync(elsewhere, { recursive: true, force: true })
  }
})

test('files that differ between two commits are counted, in either direction', async () => {
  const first = repository.commit('first', { 'src/a.ts': '1\n2\n3\n', 'old name.txt': 'x\n' })
  const second = repository.commit('second', { 'src/a.ts': '1\ntwo\n3\n4\n', 'db/migrations/1.sql': 'a\nb\n' })
  expect(await source.changesBetween('mail', first, second)).toEqual([
    { path: 'db/migrations/1.sql', added: 2, removed: 0 },
    { path: 'src/a.ts', added: 2, removed: 1 },
  ])
  expect(await source.changesBetween('mail', second, first)).toContainEqual({
    path: 'db/migrations/1.sql',
    added: 0,
    removed: 2,
  })
  expect(await source.changesBetween('mail', first, first)).toEqual([])
})

test('a commit that is gone cannot be compared, and neither can what is no commit', async () => {
  const only = repository.commit('only', { a: '1' })
  await source.resolve('mail', 'latest')
  expect(await source.changesBetween('mail', 'f'.repeat(40), only)).toBeUndefined()
  expect(await source.changesBetween('mail', only, 'f'.repeat(40))).toBeUndefined()
  expect(await source.changesBetween('mail', '--output=pwned', only)).toBeUndefined()
  expect(await source.changesBetween('nothing', only, only)).toBeUndefined()
})

test('who changed a file last is said as of a commit', async () => {
  const first = repository.commit('first', { 'src/a.ts': '1', 'src/b.ts': '1' })
  repository.git('commit', '--quiet', '--allow-empty', '--author=Ben <ben@example.com>', '--message', 'nothing')
  writeFileSync(join(repository.path, 'src/a.ts'), '2')
  repository.git('commit', '--quiet', '--all', '--author=Ben <ben@example.com>', '--message', 'second')
  const second = repository.git('rev-parse', 'HEAD')
  await source.resolve('mail', 'latest')
  expect(await source.lastAuthors('mail', second, ['src/a.ts', 'src/b.ts'])).toMatchObject([
    { path: 'src/a.ts', author: 'Ben', sha: second },
    { path: 'src/b.ts', author: 'Ana', sha: first },
  ])
  expect(await source.lastAuthors('mail', first, ['src/a.ts'])).toMatchObject([{ author: 'Ana', sha: first }])
})

test('a path of a log is a name: no pattern, no option, no way out', async () => {
  const only = repository.commit('only', { 'src/a.ts': '1' })
  await source.resolve('mail', 'latest')
  const paths = ['*', ':/', ':(exclude)x', '--all', '../../etc/passwd', '', 'src/[a-z].ts', 'src/none.ts']
  expect(await source.lastAuthors('mail', only, paths)).toEqual([])
})
