import { BotError } from '../../../src/domain/errors.ts'
import type { Sha } from '../../../src/domain/ids.ts'
import type { Commit, Release } from '../../../src/domain/release.ts'
import type { FileChange, Source, SourceProblem } from '../../../src/ports/source.ts'
import { fileChanges, lastAuthorsOf } from './changes.ts'
import { git } from './git.ts'
import { inMirror, type Mirror } from './mirror.ts'
import { lookUp, type Refs, releaseOf } from './refs.ts'

/** Thrown when commits are asked for of a repository that cannot be read. */
class SourceUnreadableError extends BotError {
  override readonly name = 'SourceUnreadableError'
  readonly code = 'source_unreadable'
  readonly userMessage: string
  constructor(sentence: string) {
    super(sentence)
    this.userMessage = sentence
  }
}

const COMMIT_DIGITS = /^[0-9a-f]{7,40}$/i
const FULL_COMMIT = /^[0-9a-f]{40}$/
/** Parts that no commit's subject or author can hold. */
const LOG_FORMAT = '%H%x00%ct%x00%an%x00%s'
/** Answers about commits never change, so they are kept; this many. */
const ANSWERS_KEPT = 200
/** A log names more files than anybody looks at. */
const MOST_PATHS = 20

/** Reads repositories through their mirrors. Names are looked up, never handed to git, so that none can be an option. */
export function createSource(mirrorOf: (service: string) => Mirror | undefined): Source {
  const logs = keptAnswers<readonly Commit[]>()
  const changes = keptAnswers<readonly FileChange[]>()

  return {
    async resolve(service, ref) {
      const mirror = mirrorOf(service)
      if (!mirror) return unknownService(service)
      const refs = await mirror.refs()
      if ('problem' in refs) return refs
      return lookUp(refs, ref) ?? (await commitNamed(mirror, refs, ref)) ?? unknownRef(service, ref, refs)
    },

    async commitsBetween(service, from, to, limit) {
      const mirror = mirrorOf(service)
      if (!mirror) throw new SourceUnreadableError(unknownService(service).sentence)
      return logs([service, from, to, limit], () => commitLog(mirror, from, to, limit))
    },

    async changesBetween(service, from, to) {
      const mirror = mirrorOf(service)
      return mirror && changes([service, from, to], () => changesIn(mirror, from, to))
    },

    async lastAuthors(service, sha, paths) {
      const mirror = mirrorOf(service)
      return mirror && (await hasCommit(mirror, sha)) === true
        ? lastAuthorsOf(mirror, sha, paths.slice(0, MOST_PATHS))
        : []
    },

    async versions(service) {
      const refs = await mirrorOf(service)?.refs()
      return refs && !('problem' in refs) ? [...refs.tags.keys()] : []
    },
  }
}

/** Finds an answer about commits once. One that there was not may be found the next time. */
function keptAnswers<Answer>() {
  const kept = new Map<string, Answer>()
  return async <Found extends Answer | undefined>(
    asked: readonly unknown[],
    find: () => Promise<Found>,
  ): Promise<Answer | Found> => {
    const key = asked.join(' ')
    const known = kept.get(key)
    if (known !== undefined) return known
    const found = await find()
    if (kept.size >= ANSWERS_KEPT) kept.clear()
    if (found !== undefined) kept.set(key, found)
    return found
  }
}

async function changesIn(mirror: Mirror, from: Sha, to: Sha): Promise<readonly FileChange[] | undefined> {
  const areThere = (await hasCommit(mirror, to)) === true && (await holds(mirror, from))
  return areThere ? fileChanges(mirror, from, to) : undefined
}

/** Whether the mirror holds a commit, after looking into the repository when it does not. */
export async function hasCommit(mirror: Mirror, sha: Sha): Promise<true | SourceProblem | undefined> {
  if (await holds(mirror, sha)) return true
  const refs = await mirror.refs()
  if ('problem' in refs) return refs
  return (await holds(mirror, sha)) ? true : undefined
}

async function holds({ folder }: Mirror, sha: Sha): Promise<boolean> {
  return FULL_COMMIT.test(sha) && (await git([...inMirror(folder), 'cat-file', '-e', `${sha}^{commit}`])).ok
}

async function commitNamed({ folder }: Mirror, refs: Refs, digits: string): Promise<Release | undefined> {
  if (!COMMIT_DIGITS.test(digits)) return undefined
  const found = await git([
    ...inMirror(folder),
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${digits.toLowerCase()}^{commit}`,
  ])
  return found.ok ? releaseOf(refs, found.output.trim()) : undefined
}

async function commitLog(mirror: Mirror, from: Sha | undefined, to: Sha, limit: number): Promise<readonly Commit[]> {
  const there = await hasCommit(mirror, to)
  if (there !== true) throw new SourceUnreadableError(there?.sentence ?? `The repository holds no commit ${to}.`)
  // A history that was rewritten may have lost what is deployed: then all of `to` is new.
  const without = from !== undefined && (await holds(mirror, from)) ? [`^${from}`] : []
  const listed = await git([
    ...inMirror(mirror.folder),
    'log',
    `--format=${LOG_FORMAT}`,
    `--max-count=${limit}`,
    '--end-of-options',
    to,
    ...without,
  ])
  if (!listed.ok) throw new SourceUnreadableError(`The commits cannot be read: ${listed.problem}.`)
  return listed.output.split('\n').filter(Boolean).map(parseCommit)
}

function parseCommit(line: string): Commit {
  const [sha = '', seconds = '0', author = '', ...subject] = line.split('\0')
  return { sha, subject: subject.join(' '), author, at: new Date(Number(seconds) * 1_000).toISOString() }
}

function unknownService(service: string): SourceProblem {
  return { problem: 'repository-missing', sentence: `No service ${service} is configured for this host.` }
}

/** Long enough to recognise what was typed, whatever was typed. */
const REF_SHOWN = 60

function unknownRef(service: string, ref: string, refs: Refs): SourceProblem {
  if (refs.head === undefined && ref === 'latest')
    return { problem: 'unknown-ref', sentence: `The repository of ${service} has no commits yet.` }
  const shown = ref.length > REF_SHOWN ? `${ref.slice(0, REF_SHOWN)}…` : ref
  return { problem: 'unknown-ref', sentence: `${service} has no tag, branch or commit "${shown}".` }
}
