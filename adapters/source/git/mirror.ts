import { existsSync } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SourceProblem } from '../../../src/ports/source.ts'
import { lock } from '../../process/lock-file.ts'
import { refsFingerprint } from './fingerprint.ts'
import { type GitResult, git, withoutPasswords } from './git.ts'
import { parseRefs, REF_FORMAT, type Refs } from './refs.ts'

/** A bare copy of a service's repository, which everything about the service is read from. */
export interface Mirror {
  /** Its git folder. */
  readonly folder: string
  /** The refs as they are in the repository now, or why it cannot be read. Fast when nothing has changed. */
  refs(): Promise<Refs | SourceProblem>
}

export interface MirrorConfig {
  readonly service: string
  /** A path or a URL. */
  readonly repository: string
  readonly folder: string
  /** Variables that git is given to reach the repository; left out, none. */
  readonly access?: Readonly<Record<string, string>> | undefined
}

/** How long the refs of a repository that is not on this host are taken to be what they were. */
const REMOTE_FRESH_MS = 5_000

/** What is known of a repository until its fingerprint changes. */
interface Known {
  readonly fingerprint: string
  readonly refs: Refs
}

export function createMirror({ service, repository, folder, access }: MirrorConfig): Mirror {
  const path = localPath(repository)
  const shown = withoutPasswords(repository)
  let known: Known | undefined
  let reading: Promise<Refs | SourceProblem> | undefined

  const read = async (): Promise<Refs | SourceProblem> => {
    const found = path === undefined ? undefined : await gitFolderOf(path)
    if (path !== undefined && !found) return missing(service, shown, await exists(path))
    // Taken before fetching: a ref that moves meanwhile is then read again the next time.
    const fingerprint = found ? await refsFingerprint(found.common, found.own) : remoteFingerprint()
    if (known?.fingerprint === fingerprint && existsSync(folder)) return known.refs
    const refs = await updated({ from: path ?? repository, folder, access })
    if ('problem' in refs) return unusable(service, shown, refs.problem, access !== undefined)
    known = { fingerprint, refs }
    return refs
  }

  return {
    folder,
    refs() {
      reading ??= read().finally(() => {
        reading = undefined
      })
      return reading
    },
  }
}

function remoteFingerprint(): string {
  return String(Math.floor(Date.now() / REMOTE_FRESH_MS))
}

interface Fetching {
  readonly from: string
  readonly folder: string
  readonly access: MirrorConfig['access']
}

/** Only these reach the repository itself. */
const withAccess = ({ access }: Fetching) => (access ? { environment: access } : {})

async function updated(fetching: Fetching): Promise<Refs | { readonly problem: string }> {
  const { from, folder } = fetching
  await mkdir(join(folder, '..'), { recursive: true })
  const held = await lock(`${folder}.lock`)
  try {
    if (!existsSync(folder)) await created(folder)
    // In this order: a commit that comes in between is in the copy, though not yet the head.
    const head = await git(['ls-remote', '--symref', '--', from, 'HEAD'], withAccess(fetching))
    if (!head.ok) return head
    const fetched = await fetchInto(fetching)
    if (!fetched.ok) return fetched
    const all = await git([
      ...inMirror(folder),
      'for-each-ref',
      '--sort=-version:refname',
      '--sort=-creatordate',
      `--format=${REF_FORMAT}`,
      'refs/heads',
      'refs/tags',
    ])
    return all.ok ? parseRefs(all.output, head.output) : all
  } finally {
    held.release()
  }
}

/** A fetch that was killed may leave lock files or worse: a mirror that cannot be fetched into is made again, once. */
async function fetchInto(fetching: Fetching): Promise<GitResult> {
  const { from, folder } = fetching
  const fetch = (): Promise<GitResult> =>
    git(
      [
        ...inMirror(folder),
        'fetch',
        '--quiet',
        '--prune',
        '--force',
        '--no-write-fetch-head',
        '--no-tags',
        '--no-recurse-submodules',
        '--',
        from,
        '+refs/heads/*:refs/heads/*',
        '+refs/tags/*:refs/tags/*',
      ],
      withAccess(fetching),
    )
  const first = await fetch()
  if (first.ok || first.diskFull) return first
  await rm(folder, { recursive: true, force: true })
  await created(folder)
  return fetch()
}

async function created(folder: string): Promise<void> {
  const aside = `${folder}.new`
  await rm(aside, { recursive: true, force: true })
  const made = await git(['init', '--quiet', '--bare', '--template=', '--', aside])
  if (!made.ok) throw new Error(`git init: ${made.problem}`)
  await rename(aside, folder)
}

export function inMirror(folder: string): readonly string[] {
  return [`--git-dir=${folder}`]
}

/** The path of a repository on this host; undefined for one elsewhere. */
function localPath(repository: string): string | undefined {
  if (repository.startsWith('file://')) return fileURLToPath(repository)
  const isUrl = /^[a-z][a-z0-9+.-]*:\/\//i.test(repository) || /^[^/]+@[^/]+:/.test(repository)
  return isUrl ? undefined : resolve(repository)
}

interface GitFolders {
  /** Holds HEAD. */
  readonly own: string
  /** Holds the refs; another one only in a linked work tree. */
  readonly common: string
}

async function gitFolderOf(path: string): Promise<GitFolders | undefined> {
  const inside = join(path, '.git')
  if (await isFolder(inside)) return { own: inside, common: inside }
  const said = await git(['rev-parse', '--path-format=absolute', '--git-dir', '--git-common-dir'], {
    cwd: path,
    // The repository must be this folder, not one that this folder happens to lie in.
    environment: { GIT_CEILING_DIRECTORIES: join(path, '..') },
  }).catch(() => undefined)
  if (!said?.ok) return undefined
  const [own = '', common = own] = said.output.split('\n')
  return { own, common }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined
}

function missing(service: string, shown: string, pathExists: boolean): SourceProblem {
  return pathExists
    ? {
        problem: 'repository-unusable',
        sentence: `The repository of ${service}, ${shown}, is not a git repository. Correct \`repository\` of ${service} in the configuration.`,
      }
    : {
        problem: 'repository-missing',
        sentence: `The repository of ${service}, ${shown}, does not exist. Correct \`repository\` of ${service} in the configuration.`,
      }
}

function unusable(service: string, shown: string, problem: string, hasAccess: boolean): SourceProblem {
  const remedy = hasAccess
    ? `Check the token or key under \`source\` of ${service} in the configuration.`
    : `Try \`git ls-remote\` on it as the user who runs Shipmate, or name a token or key under \`source\` of ${service}.`
  return {
    problem: 'repository-unusable',
    sentence: `The repository of ${service}, ${shown}, cannot be read: ${problem}. ${remedy}`,
  }
}
