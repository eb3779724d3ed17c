import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { Release } from '../../../src/domain/release.ts'
import { confinedEnvironment } from '../../process/child-environment.ts'
import type { Confinement } from '../../process/confinement.ts'
import { killMarked } from '../../process/marked-processes.ts'
import { endGroup } from '../../process/process-group.ts'
import type { ProcessIdentity } from '../../process/process-identity.ts'

/** In the environment of every build, so that one whose start was never noted is found again. */
const BUILD_MARK = 'SHIPMATE_BUILD'
/** Ends the name of the file that says which process builds. */
export const NOTE = '.process.json'
const identitySchema = z.object({ pid: z.int().positive(), startedAt: z.string() })

/** A commit whose build or tests run in a folder, one after another. */
interface WorkedOn {
  /** Holds the folders that the work is done in. */
  readonly folder: string
  readonly sha: Release['sha']
}

/** Work whose bot was killed may keep running; nobody will take its result, and it would disturb the next one. */
export async function endEarlier({ folder, sha }: WorkedOn): Promise<void> {
  const notes = (await readdir(folder)).filter((name) => name.startsWith(sha) && name.endsWith(NOTE))
  for (const name of notes) {
    const noted = await readFile(join(folder, name), 'utf8').then(parseIdentity)
    if (noted) await endGroup(noted, 0)
    await rm(join(folder, name), { force: true })
  }
  killMarked(BUILD_MARK, join(folder, sha))
}

function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    return identitySchema.parse(JSON.parse(text))
  } catch {
    // Killed while writing it; the mark finds the process all the same.
    return undefined
  }
}

/** What a build and the tests see, with the mark that they are found by. */
export function buildEnvironment(
  { service, release }: { readonly service: string; readonly release: Release },
  confinement: Confinement,
  folder: string,
): Record<string, string> {
  return confinedEnvironment(confinement, {
    SHIPMATE_SERVICE: service,
    SHIPMATE_VERSION: release.version,
    SHIPMATE_COMMIT: release.sha,
    CI: 'true',
    [BUILD_MARK]: join(folder, release.sha),
  })
}

/** Paths as the repository has them: where on this host the work was done says nothing about the cause. */
export function withoutFolder(output: string, folder: string): string {
  return output.replaceAll(`${folder}/`, '')
}
