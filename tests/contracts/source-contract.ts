import { expect, test } from 'vitest'
import type { Release } from '../../src/domain/release.ts'
import type { Source } from '../../src/ports/source.ts'

/**
 * @param inRepository Runs a test where `payments` has the tags v1.0.0 and, two commits later, v1.1.0, of which Ana has
 *   written one line of `src/mail.ts`; `main` is at v1.1.0 and `stable` at v1.0.0.
 */
export function sourceContract(inRepository: (test: (source: Source) => Promise<void>) => Promise<void>): void {
  test('a tag, a branch, latest and the first digits of a commit lead to the release that they mean', () =>
    inRepository(async (source) => {
      const newest = await released(source, 'v1.1.0')
      expect(newest).toEqual({ version: 'v1.1.0', sha: expect.stringMatching(/^[0-9a-f]{40}$/) })
      for (const ref of ['latest', 'main', newest.sha, newest.sha.slice(0, 7)])
        expect(await source.resolve('payments', ref)).toEqual(newest)
      expect(await source.resolve('payments', 'stable')).toEqual(await released(source, 'v1.0.0'))
    }))

  test('what leads nowhere is told as a sentence, and so is a service without a repository', () =>
    inRepository(async (source) => {
      for (const ref of ['v9.9.9', '', '--help', 'x'.repeat(40_000)]) {
        const found = await source.resolve('payments', ref)
        expect(found).toMatchObject({
          problem: 'unknown-ref',
          sentence: expect.stringMatching(/^payments has no .*\.$/s),
        })
        expect('sentence' in found && found.sentence.length).toBeLessThan(300)
      }
      const none = await source.resolve('nothing', 'latest')
      expect(none).toMatchObject({ problem: 'repository-missing', sentence: expect.stringMatching(/\bnothing\b.*\.$/) })
    }))

  test('tags are listed newest first', () =>
    inRepository(async (source) => {
      expect(await source.versions('payments')).toEqual(['v1.1.0', 'v1.0.0'])
      expect(await source.versions('nothing')).toEqual([])
    }))

  test('commits that would ship are listed newest first, and all of them when nothing is deployed', () =>
    inRepository(async (source) => {
      const [first, second] = [await released(source, 'v1.0.0'), await released(source, 'v1.1.0')]
      const subjects = async (from: string | undefined, to: string, limit = 10): Promise<readonly string[]> =>
        (await source.commitsBetween('payments', from, to, limit)).map(({ subject }) => subject)
      expect(await subjects(first.sha, second.sha)).toEqual(['Release v1.1.0', 'Send mail'])
      expect(await subjects(first.sha, second.sha, 1)).toEqual(['Release v1.1.0'])
      expect(await subjects(second.sha, first.sha)).toEqual([])
      expect(await subjects(undefined, second.sha)).toEqual(['Release v1.1.0', 'Send mail', 'Release v1.0.0'])
    }))

  test('files that differ are counted, and who changed one last is known; of commits that are not there, nothing', () =>
    inRepository(async (source) => {
      const [first, second] = [await released(source, 'v1.0.0'), await released(source, 'v1.1.0')]
      const changes = await source.changesBetween('payments', first.sha, second.sha)
      expect(changes).toEqual([{ path: 'src/mail.ts', added: 1, removed: 0 }])
      expect(await source.changesBetween('payments', 'f'.repeat(40), second.sha)).toBeUndefined()
      const authors = await source.lastAuthors('payments', second.sha, ['src/mail.ts', 'src/none.ts'])
      expect(authors).toMatchObject([{ path: 'src/mail.ts', author: 'Ana' }])
      expect(await source.lastAuthors('payments', first.sha, ['src/mail.ts'])).toEqual([])
    }))
}

async function released(source: Source, version: string): Promise<Release> {
  const release = await source.resolve('payments', version)
  if ('problem' in release) throw new Error(release.sentence)
  return release
}
