import { createHash } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'

/** What Node takes from the folders above a program: the kind of its files, and modules that it has not declared. */
const INHERITED = ['package.json', 'node_modules'] as const
const ROOT = 0
/** Tells the releases of several data folders apart. */
const HASH_DIGITS = 12

/**
 * The folder that releases lie in. Inside the data folder, unless a program there would take its modules and the kind of
 * its files from a folder above, as from the checkout of the bot itself; else where this system keeps what programs
 * have made.
 */
export function releaseRoot(dataFolder: string): string {
  const inside = join(resolve(dataFolder), 'releases')
  return inheritedAt(inside) === undefined ? inside : join(outside(resolve(dataFolder)), 'releases')
}

/** The first `package.json` or `node_modules` that a program in this folder inherits; undefined when there is none. */
function inheritedAt(folder: string): string | undefined {
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
