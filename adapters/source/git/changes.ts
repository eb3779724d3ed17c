import type { Sha } from '../../../src/domain/ids.ts'
import type { Authorship, FileChange } from '../../../src/ports/source.ts'
import { git } from './git.ts'
import { inMirror, type Mirror } from './mirror.ts'

/** A look at a history that takes longer than this is not worth waiting for. */
const LOOK_MS = 3_000
/** More files than these say no more about a change. */
const FILES_COUNTED = 2_000

/** Files that differ between two commits of the mirror; undefined when they cannot be compared. */
export async function fileChanges({ folder }: Mirror, from: Sha, to: Sha): Promise<readonly FileChange[] | undefined> {
  const options = ['--numstat', '-z', '--no-renames', '--no-ext-diff', '--no-textconv']
  const listed = await git([...inMirror(folder), 'diff', ...options, '--end-of-options', from, to, '--'], {
    timeoutMs: LOOK_MS,
  })
  if (!listed.ok) return undefined
  return listed.output.split('\0').filter(Boolean).slice(0, FILES_COUNTED).map(parseChange)
}

/** `12\t3\tsrc/a.ts`; a binary file has hyphens in the place of numbers. */
function parseChange(line: string): FileChange {
  const [added = '', removed = '', ...path] = line.split('\t')
  return { path: path.join('\t'), added: Number(added) || 0, removed: Number(removed) || 0 }
}

const AUTHOR_FORMAT = '%H%x00%ct%x00%an'

/** Who last changed each of these files, as of a commit; files that it does not hold are left out. */
export async function lastAuthorsOf(
  { folder }: Mirror,
  sha: Sha,
  paths: readonly string[],
): Promise<readonly Authorship[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      const said = await git(
        // A path comes from a log: it is a name, never a pattern or an option.
        [
          '--literal-pathspecs',
          ...inMirror(folder),
          'log',
          '--max-count=1',
          `--format=${AUTHOR_FORMAT}`,
          '--end-of-options',
          sha,
          '--',
          path,
        ],
        { timeoutMs: LOOK_MS },
      )
      const [commit = '', seconds = '0', author = ''] = said.ok ? said.output.split('\0') : []
      return commit === '' ? [] : [{ path, author, sha: commit, at: new Date(Number(seconds) * 1_000).toISOString() }]
    }),
  )
  return found.flat()
}
