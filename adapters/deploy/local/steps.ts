import { setTimeout as sleep } from 'node:timers/promises'
import type { WorkOutcome } from '../../../src/ports/work-outcome.ts'
import type { HostState } from '../../local-host/host/host-protocol.ts'
import { isAt } from '../../local-host/host/host-state.ts'
import { readLogTail } from '../../process/log-tail.ts'
import { type Deployment, tell } from './deployment.ts'

/** The instance that users reach now. */
export function servingAt(state: HostState, { order }: Deployment): string | undefined {
  return state.routes.find((route) => isAt(route, order))?.instance
}

/** Stops the new instance and gives the end of its log. */
export async function stopNew(deployment: Deployment): Promise<LastWords> {
  const log = (await deployment.host.state()).instances.find(({ id }) => id === deployment.instance)?.log
  await tell(deployment, 'remove')
  await untilGone(deployment, (state) => state.instances.some(({ id }) => id === deployment.instance))
  if (log === undefined) return { mend: 'Mend what the log says' }
  return { mend: `Mend what the log says (all of it is in ${log})`, logTail: await readLogTail(log, deployment.redact) }
}

/** What an instance that was stopped has left to say. */
export interface LastWords {
  readonly logTail?: string | undefined
  /** What to do about it, as the beginning of a sentence: where the whole log is kept. */
  readonly mend: string
}

/** Lets all users reach the new instance, unless they do already, and waits until the old one has ended. */
export async function switched(deployment: Deployment, before: string | undefined): Promise<WorkOutcome> {
  const { instance, order, report, service } = deployment
  if (before !== instance) await tell(deployment, 'route')
  await report('switched')
  await drained(deployment, before)
  return {
    kind: 'done',
    detail: `${order.release.version} serves on port ${service.environments[order.environment]?.port}.`,
  }
}

/** The host drains and stops the old instance by itself; this only waits, so that the end is told when it is one. */
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
