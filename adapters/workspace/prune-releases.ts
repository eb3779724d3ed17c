import { lstat, lutimes, readdir, readlink, realpath, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ServiceId, Sha } from '../../src/domain/ids.ts'
import { removeTree } from '../process/confined-folder.ts'
import type { Confinement } from '../process/confinement.ts'
import { tryLock } from '../process/lock-file.ts'

export interface Pruning {
  /** Where releases lie. */
  readonly releases: string
  readonly service: ServiceId
  readonly confinement: Confinement
  /** How many stay at least: those that were built or asked for last. */
  readonly keep: number
  /** Those that stay in any case: what serves and what users could be brought back to. */
  readonly needed: readonly Sha[]
  /** Folders that something runs from. */
  readonly foldersInUse: readonly string[]
}

const COMMIT = /^[0-9a-f]{40,64}$/

/** Removes the old releases of a service, with their logs. @returns the commits whose releases are gone. */
export async function pruneReleases(pruning: Pruning): Promise<readonly Sha[]> {
  const { keep, needed, foldersInUse } = pruning
  const known = await releasesOf(pruning)
  const old = known.slice(keep).filter(({ sha, folder }) => !needed.includes(sha) && !foldersInUse.includes(folder))
  const gone = await Promise.all(old.map((release) => remove(pruning, release)))
  return gone.flat()
}

/** What is asked for again counts as new: it is about to be used. */
export async function markAsAskedFor(link: string): Promise<void> {
  const now = new Date()
  await lutimes(link, now, now)
}

interface KnownRelease {
  readonly sha: Sha
  readonly link: string
  /** Where its files lie. */
  readonly folder: string
  readonly at: number
}

/** The newest first. */
async function releasesOf({ releases, service }: Pruning): Promise<readonly KnownRelease[]> {
  const root = join(releases, service)
  const names = (await readdir(root).catch(() => [])).filter((name) => COMMIT.test(name))
  const known = await Promise.all(
    names.map(async (sha): Promise<readonly KnownRelease[]> => {
      const link = join(root, sha)
      const folder = await realpath(link).catch(() => undefined)
      return folder === undefined ? [] : [{ sha, link, folder, at: (await lstat(link)).mtimeMs }]
    }),
  )
  return known.flat().sort((one, other) => other.at - one.at)
}

/** One that is being built at this moment stays: it is about to be used. */
async function remove({ releases, service, confinement }: Pruning, release: KnownRelease): Promise<readonly Sha[]> {
  const { sha, link, folder } = release
  const builds = join(releases, service, 'builds')
  const held = tryLock(join(builds, `${sha}.lock`))
  if (!held) return []
  try {
    const target = basename(await readlink(link))
    if (target !== basename(folder) || (await lstat(link)).mtimeMs !== release.at) return []
    await rm(link)
    await removeTree(folder, confinement)
    await rm(`${folder}.log`, { force: true })
    return [sha]
  } finally {
    held.release()
  }
}
