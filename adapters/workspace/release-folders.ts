import { readdir, realpath, rename, rm, stat, symlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Sha } from '../../src/domain/ids.ts'
import { removeTree } from '../process/confined-folder.ts'
import type { Confinement } from '../process/confinement.ts'
import { makePassage } from './passage.ts'

/**
 * Where releases lie: `<root>/<service>/<sha>` is a link to the folder of a whole build under
 * `<root>/<service>/builds/`. The link is made, or turned to a newer build, in one step and only when the build is
 * whole; an instance runs from the folder behind the link, so that a rebuild never changes files under its feet.
 */
export interface ReleaseFolders {
  /** The folder of the whole build of a commit; undefined when there is none. */
  whole(sha: Sha): Promise<string | undefined>
  /** The link to the whole build of a commit. */
  link(sha: Sha): string
  /** Where a task builds a commit. */
  buildFolder(sha: Sha, task: string): string
  /** Makes the build in this folder the one that is used. */
  publish(sha: Sha, folder: string): Promise<void>
  /** Removes builds of a commit that were never finished or are no longer used. */
  tidy(sha: Sha, inUse: readonly string[]): Promise<void>
  /** Makes the folders themselves. */
  make(): void
  readonly builds: string
}

/** The folder of the whole build of a commit; undefined when there is none, or none that its user could run. */
export async function wholeBuild(
  root: string,
  service: string,
  sha: Sha,
  confinement: Confinement,
): Promise<string | undefined> {
  const folder = await realpath(join(root, service, sha)).catch(() => undefined)
  return folder !== undefined && isRunBy(confinement, (await stat(folder)).uid) ? folder : undefined
}

/** A build of another time may belong to whoever ran services then. Root runs what belongs to anybody. */
function isRunBy(confinement: Confinement, owner: number): boolean {
  if (confinement.kind === 'own-user') return owner === confinement.uid
  const own = process.getuid?.()
  return own === undefined || own === 0 || own === owner
}

export function releaseFolders(root: string, service: string, confinement: Confinement): ReleaseFolders {
  const releases = join(root, service)
  const builds = join(releases, 'builds')
  const whole = (sha: Sha): Promise<string | undefined> => wholeBuild(root, service, sha, confinement)
  return {
    builds,
    make: () => makePassage(builds),
    whole,
    link: (sha) => join(releases, sha),
    buildFolder: (sha, task) => join(builds, `${sha}-${task}`),
    async publish(sha, folder) {
      const aside = join(releases, `.${sha}.new`)
      await rm(aside, { force: true })
      await symlink(join('builds', basename(folder)), aside)
      await rename(aside, join(releases, sha))
    },
    async tidy(sha, inUse) {
      const used = [await whole(sha), ...inUse]
      const real = await realpath(builds)
      for (const entry of await readdir(builds, { withFileTypes: true })) {
        const isLeftover =
          entry.isDirectory() && entry.name.startsWith(`${sha}-`) && !used.includes(join(real, entry.name))
        if (isLeftover) await removeTree(join(builds, entry.name), confinement)
      }
    },
  }
}
