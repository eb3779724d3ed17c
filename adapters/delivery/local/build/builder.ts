import { readdir, readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import * as z from 'zod'
import type { Sha } from '../../../../src/domain/ids.ts'
import type { Builder, BuildOrder, WorkOutcome } from '../../../../src/ports/delivery.ts'
import { handOver, removeTree } from '../../../process/confined-folder.ts'
import type { Confinement } from '../../../process/confinement.ts'
import { lock } from '../../../process/lock-file.ts'
import { killMarked } from '../../../process/marked-processes.ts'
import { endGroup } from '../../../process/process-group.ts'
import type { ProcessIdentity } from '../../../process/process-identity.ts'
import { confinedEnvironment } from '../child-environment.ts'
import { diskFull, failed, isDiskFull } from '../failures.ts'
import type { Mirror } from '../git/mirror.ts'
import { hasCommit } from '../git/source.ts'
import type { LocalService } from '../local-service.ts'
import { logTail, type Redact } from '../log-tail.ts'
import { openBuildLog } from './build-log.ts'
import { checkOut } from './check-out.ts'
import { missingFiles } from './missing-files.ts'
import { type ReleaseFolders, releaseFolders } from './release-folders.ts'
import { type BuildEnd, runBuild } from './run-build.ts'

export interface BuilderConfig {
  /** Where releases lie. */
  readonly releases: string
  readonly serviceOf: (id: string) => LocalService | undefined
  readonly mirrorOf: (id: string) => Mirror | undefined
  /** The release folders that running instances use. */
  readonly foldersInUse: () => Promise<readonly string[]>
  readonly confinement: Confinement
  readonly redact: Redact
}

/** In the environment of every build, so that one whose start was never noted is found again. */
const BUILD_MARK = 'SHIPMATE_BUILD'
/** Ends the name of the file that says which process builds. */
const NOTE = '.process.json'
const identitySchema = z.object({ pid: z.int().positive(), startedAt: z.string() })

/**
 * Builds releases on this host. A commit is built by one at a time, whoever comes second finds the first one's release;
 * so an order that is out of date can do no harm, and its token need not be looked at.
 */
export function createBuilder(config: BuilderConfig): Builder {
  return {
    async build(order, signal) {
      const service = config.serviceOf(order.service)
      const mirror = config.mirrorOf(order.service)
      if (!service || !mirror)
        return failed(`No service ${order.service} is configured for this host.`, 'Add it to the configuration.')
      try {
        return await buildAlone(config, { service, mirror, order, signal })
      } catch (error) {
        if (signal.aborted) return { kind: 'cancelled' }
        if (isDiskFull(error)) return diskFull(config.releases)
        throw error
      }
    },
  }
}

interface Work {
  readonly service: LocalService
  readonly mirror: Mirror
  readonly order: BuildOrder
  readonly signal: AbortSignal
}

async function buildAlone(config: BuilderConfig, work: Work): Promise<WorkOutcome> {
  const { service, order, signal } = work
  const { release, task, strategy } = order
  const folders = releaseFolders(config.releases, service.id, config.confinement)
  folders.make()
  const held = await lock(join(folders.builds, `${release.sha}.lock`), signal)
  try {
    const whole = await folders.whole(release.sha)
    const folder = folders.buildFolder(release.sha, task)
    if (whole !== undefined && (strategy === 'cache' || basename(whole) === basename(folder)))
      return { kind: 'done', detail: `${release.version} is already built.` }
    await endEarlierBuilds(folders.builds, release.sha)
    await folders.tidy(release.sha, await config.foldersInUse())
    return await buildInto(config, work, folders, folder)
  } finally {
    held.release()
  }
}

/** A build whose bot was killed may go on by itself; nobody will take its result, and it would disturb the next one. */
async function endEarlierBuilds(builds: string, sha: Sha): Promise<void> {
  const notes = (await readdir(builds)).filter((name) => name.startsWith(`${sha}-`) && name.endsWith(NOTE))
  for (const name of notes) {
    const noted = await readFile(join(builds, name), 'utf8').then(parseIdentity)
    if (noted) await endGroup(noted, 0)
    await rm(join(builds, name), { force: true })
  }
  killMarked(BUILD_MARK, join(builds, sha))
}

function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    return identitySchema.parse(JSON.parse(text))
  } catch {
    // Killed while writing it; the mark finds the process all the same.
    return undefined
  }
}

async function buildInto(
  config: BuilderConfig,
  work: Work,
  folders: ReleaseFolders,
  folder: string,
): Promise<WorkOutcome> {
  const { mirror, order, service, signal } = work
  const { sha, version } = order.release
  const { confinement } = config
  const there = await hasCommit(mirror, sha)
  if (there !== true)
    return failed(there?.sentence ?? unknownCommit(order), 'Name another version, or push the commit.')
  const checkedOut = await checkOut(mirror.folder, sha, folder, signal)
  if (signal.aborted) return { kind: 'cancelled' }
  if (!checkedOut.ok) {
    if (checkedOut.diskFull) return diskFull(config.releases)
    return failed(
      `${version} could not be checked out: ${checkedOut.problem}.`,
      'Look at the repository, then ask again.',
    )
  }
  const missing = await missingFiles(mirror.folder, sha, folder)
  if (missing !== undefined) {
    await removeTree(folder, confinement)
    return failed(`${version} ${missing}.`, 'Commit these files themselves, then ask for that version.')
  }
  await handOver(folder, confinement)
  const log = await openBuildLog(`${folder}.log`)
  const environment = buildEnvironment(order, confinement, join(folders.builds, sha))
  const { build: command = [], buildTimeoutSeconds: timeoutSeconds } = service
  const end = await runBuild({
    command,
    cwd: folder,
    confinement,
    environment,
    note: `${folder}${NOTE}`,
    timeoutSeconds,
    log,
    signal,
  })
  await log.close()
  if (end.kind === 'succeeded') {
    await folders.publish(sha, folder)
    return { kind: 'done', detail: `Built ${version}.` }
  }
  await removeTree(folder, confinement)
  return outcomeOf(end, config, work, withoutFolder(log.end(), folder), `${folder}.log`)
}

function buildEnvironment(
  { service, release }: BuildOrder,
  confinement: Confinement,
  mark: string,
): Record<string, string> {
  return confinedEnvironment(confinement, {
    SHIPMATE_SERVICE: service,
    SHIPMATE_VERSION: release.version,
    SHIPMATE_COMMIT: release.sha,
    CI: 'true',
    [BUILD_MARK]: mark,
  })
}

function outcomeOf(
  end: Exclude<BuildEnd, { kind: 'succeeded' }>,
  { releases, redact }: BuilderConfig,
  { order, service }: Work,
  output: string,
  logPath: string,
): WorkOutcome {
  const tail = logTail(output, redact)
  const { version } = order.release
  switch (end.kind) {
    case 'cancelled':
      return { kind: 'cancelled' }
    case 'timed-out':
      return failed(
        `The build of ${version} was not done after ${service.buildTimeoutSeconds} s and was stopped.`,
        `See where it hangs in ${logPath}, or allow ${service.id} a longer buildTimeoutSeconds.`,
        tail,
      )
    case 'failed':
      return isDiskFull(output)
        ? diskFull(releases, tail)
        : failed(
            `The build of ${version} ${end.how}.`,
            `Mend what its log says (all of it is in ${logPath}), then ask again.`,
            tail,
          )
  }
}

/** Paths as the repository has them: where on this host it was built says nothing about the cause. */
function withoutFolder(output: string, folder: string): string {
  return output.replaceAll(`${folder}/`, '')
}

function unknownCommit({ service, release }: BuildOrder): string {
  return `The repository of ${service} holds no commit ${release.sha.slice(0, 12)} (${release.version}).`
}
