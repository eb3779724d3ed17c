import { basename, join } from 'node:path'
import type { ServiceId } from '../../../src/domain/ids.ts'
import type { Builder, BuildOrder } from '../../../src/ports/builder.ts'
import type { Checkout } from '../../../src/ports/source.ts'
import { failed, type WorkOutcome } from '../../../src/ports/work-outcome.ts'
import { handOver, removeTree } from '../../process/confined-folder.ts'
import type { Confinement } from '../../process/confinement.ts'
import { lock } from '../../process/lock-file.ts'
import { logTail, type Redact } from '../../process/log-tail.ts'
import { markAsAskedFor } from '../../workspace/prune-releases.ts'
import { type ReleaseFolders, releaseFolders } from '../../workspace/release-folders.ts'
import { openBuildLog } from './build-log.ts'
import { diskFull, isDiskFull } from './disk-full.ts'
import { buildEnvironment, endEarlier, NOTE, withoutFolder } from './earlier-work.ts'
import { type BuildEnd, runBuild } from './run-build.ts'

/** A service that is built on this host. */
export interface BuiltService {
  readonly id: ServiceId
  /** A list of arguments, never a shell string. Without it nothing is built. */
  readonly build?: readonly string[]
  readonly buildTimeoutSeconds: number
  /** How a built commit is tested. */
  readonly test?: TestCommand
}

export interface TestCommand {
  readonly command: readonly string[]
  readonly timeoutSeconds: number
}

export interface BuilderConfig {
  /** Where releases lie. */
  readonly releases: string
  readonly services: readonly BuiltService[]
  readonly checkout: Checkout
  /** The release folders that running instances use. */
  readonly foldersInUse: () => Promise<readonly string[]>
  readonly confinement: Confinement
  readonly redact: Redact
}

/**
 * Builds releases on this host. A commit is built by one at a time, whoever comes second finds the first one's release;
 * so an order that is out of date can do no harm, and its token need not be looked at.
 */
export function createBuilder(config: BuilderConfig): Builder {
  const byId = new Map(config.services.map((service) => [service.id, service]))
  return {
    async build(order, signal) {
      const service = byId.get(order.service)
      if (!service)
        return failed(`No service ${order.service} is configured for this host.`, 'Add it to the configuration.')
      try {
        return await buildAlone(config, { service, order, signal })
      } catch (error) {
        if (signal.aborted) return { kind: 'cancelled' }
        if (isDiskFull(error)) return diskFull(config.releases)
        throw error
      }
    },
  }
}

interface Work {
  readonly service: BuiltService
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
    if (whole !== undefined && (strategy === 'cache' || basename(whole) === basename(folder))) {
      await markAsAskedFor(folders.link(release.sha))
      return { kind: 'done', detail: `${release.version} is already built.` }
    }
    await endEarlier({ folder: folders.builds, sha: release.sha })
    await folders.tidy(release.sha, await config.foldersInUse())
    return await buildInto(config, work, folders, folder)
  } finally {
    held.release()
  }
}

async function buildInto(
  config: BuilderConfig,
  work: Work,
  folders: ReleaseFolders,
  folder: string,
): Promise<WorkOutcome> {
  const { order, service, signal } = work
  const { sha, version } = order.release
  const { confinement } = config
  const checkedOut = await config.checkout.checkOut(service.id, order.release, folder, signal)
  if (checkedOut.kind !== 'done') {
    await removeTree(folder, confinement)
    return checkedOut
  }
  await handOver(folder, confinement)
  const log = await openBuildLog(`${folder}.log`)
  const environment = buildEnvironment(order, confinement, folders.builds)
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
        `The build of ${version} took longer than ${service.buildTimeoutSeconds} s and was stopped.`,
        `See where it hangs in ${logPath}, or allow ${service.id} a longer buildTimeoutSeconds.`,
        tail,
      )
    case 'failed':
      return isDiskFull(output)
        ? diskFull(releases, tail)
        : failed(
            `The build of ${version} ${end.how}.`,
            `Fix what its log shows (full log: ${logPath}), then ask again.`,
            tail,
          )
  }
}
