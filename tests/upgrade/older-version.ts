import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The last version before there were tags. */
const BEFORE_TAGS = '8633f8de'

/** An earlier version of the bot, out of the history, in a folder of its own. */
export interface OlderVersion {
  readonly commit: string
  /** What a bot of it runs. */
  readonly program: string
  remove(): void
}

/** @param asked A commit or a tag; the newest tag when left out. @returns Why there is none, where there is none. */
export function takeOlderVersion(asked: string | undefined): OlderVersion | string {
  const known = asked ?? (git('describe', '--tags', '--abbrev=0') || BEFORE_TAGS)
  const commit = git('rev-parse', '--verify', '--quiet', `${known}^{commit}`)
  if (commit === '') return `the history has no ${known}`
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-older-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const archive = join(folder, 'older.tar')
  execFileSync('git', ['archive', '--output', archive, commit], { cwd: ROOT })
  execFileSync('tar', ['-xf', archive, '-C', folder])
  linkPackages(folder)
  const program = join(folder, 'tests/kill/bot-process.ts')
  if (existsSync(program)) return { commit: commit.slice(0, 8), program, remove }
  remove()
  return `${known} has no bot that can be killed`
}

/** One link for each package, so that what either version has prepared and compiled stays its own. */
function linkPackages(folder: string): void {
  mkdirSync(join(folder, 'node_modules'))
  for (const name of readdirSync(join(ROOT, 'node_modules')).filter((one) => one !== '.cache'))
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name))
}

/** Its words, or none where it fails: without git, without a history, without such a name. */
function git(...words: readonly string[]): string {
  try {
    return execFileSync('git', words, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return ''
  }
}
