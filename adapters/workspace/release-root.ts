import { createHash } from 'node:crypto'
import { existsSync, realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'

/** What Node takes from the folders above a program: the kind of its files, and modules that it has not declared. */
const INHERITED = ['package.json', 'node_modules'] as const
const ROOT = 0
const PASS_FOR_OTHERS = 0o001
/** Tells the releases of several data folders apart. */
const HASH_DIGITS = 12

/**
 * The folder that releases lie in. Inside the data folder, unless a program there would take its modules and the kind of
 * its files from a folder above, as from the checkout of the bot itself, or whoever runs it cannot get there; else where
 * this system keeps what programs have made.
 * @param byOthers Whether another user than that of the bot runs the releases.
 */
export function releaseRoot(dataFolder: string, byOthers = false): string {
  const folder = resolve(dataFolder)
  const inside = join(folder, 'releases')
  const isUsable = inheritedAt(inside) === undefined && (!byOthers || isOpenToAll(dirname(folder)))
  return isUsable ? inside : join(outside(folder), 'releases')
}

/** Whether every user can pass through a folder, if it knows the name of what it looks for. */
export function isOpenToAll(folder: string): boolean {
  return upwards(real(folder)).every((path) => !existsSync(path) || (statSync(path).mode & PASS_FOR_OTHERS) !== 0)
}

/** The first `package.json` or `node_modules` that a program in this folder inherits; undefined when there is none. */
export function inheritedAt(folder: string): string | undefined {
  return upwards(real(folder))
    .flatMap((above) => INHERITED.map((name) => join(above, name)))
    .find((path) => existsSync(path))
}

function outside(dataFolder: string): string {
  const hash = createHash('sha256').update(dataFolder).digest('hex').slice(0, HASH_DIGITS)
  return join(stateHome(), 'shipmate', `${basename(dirname(dataFolder))}-${hash}`)
}

function stateHome(): string {
  const { XDG_STATE_HOME } = process.env
  if (XDG_STATE_HOME) return resolve(XDG_STATE_HOME)
  return process.getuid?.() === ROOT ? '/var/lib' : join(homedir(), '.local', 'state')
}

function upwards(folder: string): readonly string[] {
  const above = dirname(folder)
  return above === folder ? [folder] : [folder, ...upwards(above)]
}

/** Node goes by real paths. What is not there yet has no other. */
function real(folder: string): string {
  if (existsSync(folder)) return realpathSync(folder)
  const above = dirname(folder)
  return above === folder ? folder : join(real(above), basename(folder))
}
