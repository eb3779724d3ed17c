import { createHash } from 'node:crypto'
import type { TaskId } from '../../../src/domain/ids.ts'
import type { DeployPhase } from '../../../src/domain/release.ts'
import type { CanaryTrial, DeployOrder, DeployOutcome } from '../../../src/ports/deployer.ts'
import { failed } from '../../../src/ports/work-outcome.ts'
import type { HostAnswer } from '../../local-host/host/host-protocol.ts'
import { isAt } from '../../local-host/host/host-state.ts'
import type { HostClient } from '../../local-host/host-client.ts'
import type { Confinement } from '../../process/confinement.ts'
import type { Redact } from '../../process/log-tail.ts'
import { wholeBuild } from '../../workspace/release-folders.ts'
import { deployBlueGreen } from './blue-green.ts'
import { deployAsCanary, noCanary } from './canary.ts'
import { type Deployment, OutOfDateError } from './deployment.ts'
import { hostTooOld } from './host-too-old.ts'
import { hasVariables, type LocalService } from './local-service.ts'
import { deployByRecreating } from './recreate.ts'
import { refused } from './refusals.ts'

export interface DeployerConfig {
  /** Where releases lie. */
  readonly releases: string
  readonly host: HostClient
  readonly serviceOf: (id: string) => LocalService | undefined
  readonly confinement: Confinement
  readonly redact: Redact
  /** How far the event log has come: no token is larger. */
  readonly newestPosition: () => Promise<number>
}

export interface LocalDeployer {
  /** @param countsFor The task that the requests of the new instance are counted for; its own when left out. */
  deploy(
    order: DeployOrder,
    report: (phase: DeployPhase) => Promise<void>,
    signal: AbortSignal,
    trial?: CanaryTrial,
    countsFor?: TaskId,
  ): Promise<DeployOutcome>
}

/** Puts releases into service through the local host, which alone starts, switches and stops. */
export function createDeployer(config: DeployerConfig): LocalDeployer {
  return {
    async deploy(order, report, signal, trial, countsFor = order.task) {
      const { confinement } = config
      const service = config.serviceOf(order.service)
      const publicPort = service?.environments[order.environment]?.port
      if (!service || publicPort === undefined)
        return failed(`${order.service} has no environment ${order.environment} here.`, 'Add it to the configuration.')
      const folder = await wholeBuild(config.releases, service.id, order.release.sha, confinement)
      if (folder === undefined)
        return failed(
          `${order.release.version} of ${service.id} is not built.`,
          `Build ${order.release.version} first.`,
        )
      const tooOld = order.strategy === 'canary' ? await hostTooOld(config.host, 'share') : undefined
      if (tooOld !== undefined) return noCanary(tooOld)
      const cannot =
        (confinement.kind === 'none' ? undefined : await hostTooOld(config.host, 'confine')) ??
        (hasVariables(service, order.environment) ? await hostTooOld(config.host, 'variables') : undefined)
      if (cannot !== undefined) return failed(cannot, 'Do that, then ask again. Nothing was changed.')
      try {
        const claimed = await claim(config, order, publicPort)
        if (claimed.kind !== 'done') return refused(order, claimed)
        const { host, redact } = config
        const instance = await instanceOf(host, order)
        const deployment = { host, service, order, countsFor, folder, confinement, instance, report, signal, redact }
        return await carryOut(deployment, trial)
      } catch (error) {
        if (error instanceof OutOfDateError) return refused(order, { kind: 'out-of-date' })
        throw error
      }
    },
  }
}

async function claim(
  { host, newestPosition }: DeployerConfig,
  order: DeployOrder,
  publicPort: number,
): Promise<HostAnswer> {
  const { service, environment, task, fencingToken: token } = order
  const command = { do: 'claim', service, environment, task, token, publicPort } as const
  const answer = await host.send(command)
  if (answer.kind !== 'out-of-date') return answer
  // The log is asked after the host: what it had given out by then, it knows by now. A larger token is of another log,
  // as after a restore from a backup, or of nobody.
  const held = (await host.state()).routes.find((route) => isAt(route, order))?.token ?? 0
  return held > (await newestPosition()) ? host.send({ ...command, replaces: held }) : answer
}

/** The instance of this task, the same however often the order comes again. */
async function instanceOf(host: HostClient, { service, environment, task, run, since }: DeployOrder): Promise<string> {
  const plain = `${service}.${environment}.${task}`
  if (run === undefined) return plain
  // One that an earlier version has started for this order.
  if (since !== undefined && (await host.state()).instances.some(({ id }) => id === plain)) return plain
  return `${plain}.${createHash('sha256').update(run).digest('hex').slice(0, 8)}`
}

async function carryOut(deployment: Deployment, trial: CanaryTrial | undefined): Promise<DeployOutcome> {
  switch (deployment.order.strategy) {
    case 'blue-green':
      return deployBlueGreen(deployment)
    case 'rolling':
      return failed(
        'A service on this host is one process, so nothing can be replaced part by part.',
        'Deploy it with blue-green instead.',
      )
    case 'recreate':
      return deployByRecreating(deployment)
    case 'canary':
      if (!trial) throw new Error(`${deployment.order.task} is a canary without a trial`)
      return deployAsCanary(deployment, trial)
  }
}
