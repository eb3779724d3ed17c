import type { TaskId } from '../../../src/domain/ids.ts'
import type { DeployPhase } from '../../../src/domain/release.ts'
import type { DeployOrder } from '../../../src/ports/deployer.ts'
import type { HostAnswer } from '../../local-host/host/host-protocol.ts'
import type { HostClient } from '../../local-host/host-client.ts'
import type { Confinement } from '../../process/confinement.ts'
import type { Redact } from '../../process/log-tail.ts'
import { hasVariables, type LocalService } from './local-service.ts'

/** One deployment under way: who is changing what, and how to tell. */
export interface Deployment {
  readonly host: HostClient
  readonly service: LocalService
  readonly order: DeployOrder
  /** The task that the requests of the new instance are counted for. */
  readonly countsFor: TaskId
  /** The folder of the built release. */
  readonly folder: string
  readonly confinement: Confinement
  /** The instance of this task, the same however often the order comes again. */
  readonly instance: string
  readonly report: (phase: DeployPhase) => Promise<void>
  readonly signal: AbortSignal
  readonly redact: Redact
}

/** Thrown when a newer order has taken the place over in the middle of this one: whatever comes next is its business. */
export class OutOfDateError extends Error {
  override readonly name = 'OutOfDateError'
}

/** @throws {OutOfDateError} when a newer order has come. */
export async function tell(
  { host, order, instance }: Deployment,
  what: 'route' | 'pause' | 'resume' | 'remove',
  which = instance,
): Promise<void> {
  const { service, environment, fencingToken: token } = order
  accepted(await host.send({ do: what, service, environment, token, instance: which }))
}

/** Lets a share of the requests go to the instance of this task, as long as it is there. @throws {OutOfDateError} */
export async function share({ host, order, instance }: Deployment, percent: number): Promise<void> {
  const { service, environment, fencingToken: token } = order
  const answer = await host.send({ do: 'share', service, environment, token, instance, percent })
  // One that has ended by itself is noticed by whoever looks after it.
  if (answer.kind !== 'no-such-instance') accepted(answer)
}

/** Starts the instance of this task, unless it runs. @throws {OutOfDateError} when a newer order has come. */
export async function startInstance({
  host,
  service,
  order,
  countsFor,
  folder,
  confinement,
  instance,
}: Deployment): Promise<void> {
  const { release, environment, fencingToken: token } = order
  accepted(
    await host.send({
      do: 'start',
      service: service.id,
      environment,
      token,
      id: instance,
      task: countsFor,
      release,
      folder,
      command: [...service.start],
      drainSeconds: service.drainSeconds,
      confinement,
      ...(hasVariables(service, environment) && { env: { ...service.environments[environment]?.env } }),
    }),
  )
}

function accepted(answer: HostAnswer): void {
  if (answer.kind !== 'done') throw new OutOfDateError(answer.kind)
}
