import { readdir, realpath, rename, rm, symlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Sha } from '../../../../src/domain/ids.ts'
import { makePassage } from './passage.ts'

/**
 * Where releases lie: `<root>/<service>/<sha>` is a link to the folder of a whole build under
 * `<root>/<service>/builds/`. The link is made, or turned to a newer build, in one step and only when the build is
 * whole; an instance runs from the folder behind the link, so that a rebuild never changes files under its feet.
 */
export interface ReleaseFolders {
  /** The folder of the whole build of a commit; undefined when there is none. */
  whole(sha: Sha): Promise<string | undefined>
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

/** The folder of the whole build of a commit; undefined when there is none. */
export function wholeBuild(root: string, service: string, sha: Sha): Promise<string | undefined> {
  return realpath(join(root, service, sha)).catch(() => undefined)
}

/** @param remove Removes a folder of a build. */
export function releaseFolders(
  root: string,
  service: string,
  remove: (folder: string) => Promise<void>,
): ReleaseFolders {
  const releases = join(root, service)
  const builds = join(releases, 'builds')
  const whole = (sha: Sha): Promise<string | undefined> => wholeBuild(root, service, sha)
  return {
    builds,
    make: () => makePassage(builds),
    whole,
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
        if (isLeftover) await remove(join(builds, entry.name))
      }
    },
  }
}
