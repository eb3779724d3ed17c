import { createHash } from 'node:crypto'
import type { Sha } from '../../src/domain/ids.ts'
import type { Commit, Release } from '../../src/domain/release.ts'
import type { Authorship, FileChange } from '../../src/ports/source.ts'

/** What a transcript says about a service's repository. */
export interface RepositoryScript {
  /** Tags, oldest first. Each is a commit on top of the one before. */
  readonly versions: readonly string[]
  /** Subjects of the commits that a version brings, oldest first; one that names the version when left out. */
  readonly commits: Readonly<Record<string, readonly string[]>>
  /** Lines that a version changes in files; none when left out. */
  readonly files: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Who made the commits of a version; always the same person when left out. */
  readonly authors: Readonly<Record<string, string>>
  /** Branches with the version they point to. `main` is the default branch; left out, it points to the newest version. */
  readonly branches: Readonly<Record<string, string>>
}

/** A git repository as far as a rehearsal needs one; the same script always gives the same commits. */
export interface Repository {
  /** `latest`, a branch, a tag or the first digits of a commit. */
  find(ref: string): Release | undefined
  /** Commits in `to` that are not in `from`, newest first. */
  between(from: Sha | undefined, to: Sha): readonly Commit[]
  /** Undefined when one of the commits is not there. */
  changes(from: Sha, to: Sha): readonly FileChange[] | undefined
  lastAuthors(sha: Sha, paths: readonly string[]): readonly Authorship[]
  /** Moves a branch to a version, or, when there is no such version, to a new commit with this as its subject. */
  move(branch: string, to: string): void
  /** Newest first. */
  versions(): readonly string[]
}

interface Node extends Commit {
  readonly parent: Sha | undefined
  readonly files: Readonly<Record<string, number>>
}

const AUTHOR = 'Mira'
/** All commits are older than any rehearsal. */
const FIRST_COMMIT_AT = Date.parse('2026-01-05T08:00:00Z')
const BETWEEN_COMMITS_MS = 3 * 60 * 60 * 1000

export function createRepository(service: string, script: RepositoryScript): Repository {
  const commits = new Map<Sha, Node>()
  const tags = new Map<string, Sha>()
  const branches = new Map<string, Sha>()

  const commit = (subject: string, parent: Sha | undefined, version = ''): Sha => {
    const sha = createHash('sha1').update(`${service} ${parent} ${subject}`).digest('hex')
    const at = new Date(FIRST_COMMIT_AT + commits.size * BETWEEN_COMMITS_MS).toISOString()
    const author = script.authors[version] ?? AUTHOR
    commits.set(sha, { sha, subject, author, at, parent, files: script.files[version] ?? {} })
    return sha
  }
  const ancestry = (sha: Sha | undefined): readonly Node[] => {
    const node = sha === undefined ? undefined : commits.get(sha)
    return node ? [node, ...ancestry(node.parent)] : []
  }
  const releaseOf = (sha: Sha): Release => {
    const [tag] = [...tags].find(([, tagged]) => tagged === sha) ?? []
    return { sha, version: tag ?? sha.slice(0, 7) }
  }

  let tip: Sha | undefined
  for (const version of script.versions) {
    for (const subject of script.commits[version] ?? [`Release ${version}`]) tip = commit(subject, tip, version)
    if (tip !== undefined) tags.set(version, tip)
  }
  if (tip !== undefined) branches.set('main', tip)
  for (const [branch, version] of Object.entries(script.branches)) branches.set(branch, tags.get(version) ?? '')

  return {
    find(ref) {
      const named = ref === 'latest' ? branches.get('main') : (branches.get(ref) ?? tags.get(ref))
      const sha =
        named ?? (/^[0-9a-f]{7,40}$/.test(ref) ? [...commits.keys()].find((one) => one.startsWith(ref)) : undefined)
      return sha === undefined ? undefined : releaseOf(sha)
    },
    between(from, to) {
      const old = new Set(ancestry(from).map(({ sha }) => sha))
      return ancestry(to)
        .filter(({ sha }) => !old.has(sha))
        .map(({ parent: _, files: __, ...rest }) => rest)
    },
    changes(from, to) {
      if (!commits.has(from) || !commits.has(to)) return undefined
      const old = new Set(ancestry(from).map(({ sha }) => sha))
      const files = new Map(ancestry(to).flatMap(({ sha, files }) => (old.has(sha) ? [] : Object.entries(files))))
      return [...files].map(([path, added]) => ({ path, added, removed: 0 }))
    },
    lastAuthors(sha, paths) {
      return paths.flatMap((path) => {
        const last = ancestry(sha).find(({ files }) => files[path] !== undefined)
        return last ? [{ path, author: last.author, sha: last.sha, at: last.at }] : []
      })
    },
    move(branch, to) {
      branches.set(branch, tags.get(to) ?? commit(to, branches.get(branch)))
    },
    versions: () => [...tags.keys()].toReversed(),
  }
}
