import { setTimeout as sleep } from 'node:timers/promises'
import type { WorkOutcome } from '../../../src/ports/work-outcome.ts'
import type { HostState } from '../../local-host/host/host-protocol.ts'
import { isAt } from '../../local-host/host/host-state.ts'
import { readLogTail } from '../../process/log-tail.ts'
import { type Deployment, tell } from './deployment.ts'

/** The live instance. */
export function servingAt(state: HostState, { order }: Deployment): string | undefined {
  return state.routes.find((route) => isAt(route, order))?.instance
}

/** Stops the new instance and gives the end of its log. */
export async function stopNew(deployment: Deployment): Promise<LastWords> {
  const log = (await deployment.host.state()).instances.find(({ id }) => id === deployment.instance)?.log
  await tell(deployment, 'remove')
  await untilGone(deployment, (state) => state.instances.some(({ id }) => id === deployment.instance))
  if (log === undefined) return { fix: 'Fix what the log shows' }
  return { fix: `Fix what the log shows (full log: ${log})`, logTail: await readLogTail(log, deployment.redact) }
}

/** What remains of a stopped instance. */
export interface LastWords {
  readonly logTail?: string | undefined
  /** What to do, as the beginning of a sentence, with the path of the full log. */
  readonly fix: string
}

/** Switches all traffic to the new instance, if needed, and waits until the old one has stopped. */
export async function switched(deployment: Deployment, before: string | undefined): Promise<WorkOutcome> {
  const { instance, order, report, service } = deployment
  if (before !== instance) await tell(deployment, 'route')
  await report('switched')
  await drained(deployment, before)
  return {
    kind: 'done',
    detail: `${order.release.version} is live on port ${service.environments[order.environment]?.port}.`,
  }
}

/** Waits while the host drains and stops the old instance, so that the end is reported when it is reached. */
async function drained(deployment: Deployment, before: string | undefined): Promise<void> {
  const { host, order, instance, report } = deployment
  const isLeft = (state: HostState): boolean =>
    state.instances.some((one) => isAt(one, order) && one.role === 'retiring' && one.id !== instance)
  const switchedNow = before !== undefined && before !== instance
  if (!switchedNow && !isLeft(await host.state())) return
  await report('draining')
  await untilGone(deployment, isLeft)
}

const POLL_MS = 50

async function untilGone({ host }: Deployment, isThere: (state: HostState) => boolean): Promise<void> {
  while (isThere(await host.state())) await sleep(POLL_MS)
}
