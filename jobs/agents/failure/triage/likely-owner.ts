import type { CauseKind } from '../build/evidence.ts'
import type { Blame, TriageReport } from './evidence.ts'

type Owner = NonNullable<TriageReport['likelyOwner']>

/** What fails because of the machine or the network is nobody's code. */
const SURROUNDINGS: ReadonlySet<CauseKind> = new Set(['disk', 'memory', 'network', 'port', 'permission', 'command'])

export function isOfSurroundings(kind: CauseKind): boolean {
  return SURROUNDINGS.has(kind)
}

/**
 * Who changed last what failed: a file that the log names, else one in the same folder. Nobody, where the cause is none
 * of the code's.
 *
 * @param paths Named by the log; see `failingPaths`.
 */
export function likelyOwner(kind: CauseKind, paths: readonly string[], blame: readonly Blame[]): Owner | undefined {
  if (isOfSurroundings(kind)) return undefined
  const named = latest(blame.filter(({ path }) => paths.some((one) => isSamePath(one, path))))
  if (named) return owner(named, `changed ${named.path} last, which the log names`)
  const beside = latest(blame.filter(({ path }) => paths.some((one) => isBeside(one, path))))
  if (beside) return owner(beside, `changed ${beside.path} last, in the folder that the log names`)
  const listed = kind === 'npm' ? latest(blame.filter(({ path }) => LISTS_PACKAGES.test(path))) : undefined
  return listed && owner(listed, `changed ${listed.path} last, which lists the packages`)
}

const LISTS_PACKAGES =
  /(?:^|\/)(?:package(?:-lock)?\.json|pnpm-lock\.yaml|yarn\.lock|go\.mod|requirements[\w.-]{0,40}\.txt|pyproject\.toml)$/

function owner({ author, at, commit }: Blame, what: string): Owner {
  return { name: author, because: `${author} ${what} (${commit.slice(0, 7)}, ${at.slice(0, 10)}).` }
}

function latest(blame: readonly Blame[]): Blame | undefined {
  return blame.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))[0]
}

/** A log may name a file from the root of the disk, or only by its name. */
function isSamePath(named: string, path: string): boolean {
  return named === path || named.endsWith(`/${path}`) || path.endsWith(`/${named}`)
}

function isBeside(named: string, path: string): boolean {
  const folder = folderOf(path)
  if (folder === '') return false
  return [named, folderOf(named)].some((one) => one === folder || one.endsWith(`/${folder}`))
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}
