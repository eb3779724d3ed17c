import type { Sha } from '../../../src/domain/ids.ts'
import type { Release } from '../../../src/domain/release.ts'

/** What a repository's names meant when they were last read. */
export interface Refs {
  /** Newest first. */
  readonly tags: ReadonlyMap<string, Sha>
  readonly branches: ReadonlyMap<string, Sha>
  /** The newest commit of the default branch; undefined in a repository without commits. */
  readonly head?: Sha
}

export const REF_FORMAT = '%(refname)%00%(objectname)%00%(*objectname)'

/** Reads the lines of `git for-each-ref` in {@link REF_FORMAT}, and of `git ls-remote --symref <url> HEAD`. */
export function parseRefs(lines: string, headLines: string): Refs {
  const tags = new Map<string, Sha>()
  const branches = new Map<string, Sha>()
  for (const line of lines.split('\n')) {
    const [name = '', object = '', tagged = ''] = line.split('\0')
    // An annotated tag is an object of its own; what counts is the commit it stands for.
    if (name.startsWith('refs/tags/')) tags.set(name.slice('refs/tags/'.length), tagged || object)
    if (name.startsWith('refs/heads/')) branches.set(name.slice('refs/heads/'.length), object)
  }
  const head = /^([0-9a-f]{40,64})\tHEAD$/m.exec(headLines)?.[1]
  return { tags, branches, ...(head !== undefined && { head }) }
}

/** The commit that `latest`, a tag or a branch means; undefined for anything else. */
export function lookUp(refs: Refs, ref: string): Release | undefined {
  const tagged = refs.tags.get(ref)
  if (tagged !== undefined) return { sha: tagged, version: ref }
  const sha = ref === 'latest' ? refs.head : refs.branches.get(ref)
  return sha === undefined ? undefined : releaseOf(refs, sha)
}

export function releaseOf(refs: Refs, sha: Sha): Release {
  const tag = [...refs.tags].find(([, tagged]) => tagged === sha)?.[0]
  return { sha, version: tag ?? sha.slice(0, 7) }
}
