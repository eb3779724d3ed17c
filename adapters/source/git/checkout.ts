import { mkdir, rm } from 'node:fs/promises'
import type { Sha } from '../../../src/domain/ids.ts'
import type { Release } from '../../../src/domain/release.ts'
import type { Checkout } from '../../../src/ports/source.ts'
import { failed } from '../../../src/ports/work-outcome.ts'
import { type GitResult, git } from './git.ts'
import { inMirror, type Mirror } from './mirror.ts'
import { missingFiles } from './missing-files.ts'
import { hasCommit } from './source.ts'

/** Checks commits out of the mirrors. */
export function createCheckout(mirrorOf: (service: string) => Mirror | undefined): Checkout {
  return {
    async checkOut(service, { sha, version }, folder, signal) {
      const mirror = mirrorOf(service)
      if (!mirror) return failed(`${service} has no repository here.`, 'Add it to the configuration.')
      const there = await hasCommit(mirror, sha)
      if (there !== true)
        return failed(
          there?.sentence ?? unknownCommit(service, { sha, version }),
          'Name another version, or push the commit.',
        )
      const written = await writeFiles(mirror.folder, sha, folder, signal)
      if (signal.aborted) return { kind: 'cancelled' }
      if (!written.ok) {
        if (written.diskFull) throw Object.assign(new Error(written.problem), { code: 'ENOSPC' })
        return failed(
          `${version} could not be checked out: ${written.problem}.`,
          'Look at the repository, then ask again.',
        )
      }
      const missing = await missingFiles(mirror.folder, sha, folder)
      return missing === undefined
        ? { kind: 'done' }
        : failed(`${version} ${missing}.`, 'Commit these files themselves, then ask for that version.')
    },
  }
}

/** Writes exactly the files of a commit; no `.git` comes with them. */
async function writeFiles(mirror: string, sha: Sha, folder: string, signal: AbortSignal): Promise<GitResult> {
  const index = `${folder}.index`
  await mkdir(folder, { recursive: true })
  try {
    return await git([...inMirror(mirror), `--work-tree=${folder}`, 'read-tree', '--reset', '-u', sha], {
      cwd: folder,
      environment: { GIT_INDEX_FILE: index },
      signal,
    })
  } finally {
    await rm(index, { force: true })
  }
}

function unknownCommit(service: string, { sha, version }: Release): string {
  return `The repository of ${service} holds no commit ${sha.slice(0, 12)} (${version}).`
}
