import { setTimeout as sleep } from 'node:timers/promises'
import { failed, type WorkOutcome } from '../../../src/ports/work-outcome.ts'
import { awaitHealthy } from './await-healthy.ts'
import { type Deployment, startInstance, tell } from './deployment.ts'
import { servingAt, stopNew, switched } from './steps.ts'

/** Stops the old instance, then starts the new one: for services of which two must never run at once. */
export async function deployByRecreating(deployment: Deployment): Promise<WorkOutcome> {
  const { host, instance, report, service, signal } = deployment
  const before = servingAt(await host.state(), deployment)
  if (before !== instance) {
    if (signal.aborted) return broughtBack(deployment, before)
    await report('starting')
    await paused(deployment, before)
    await startInstance(deployment)
    const verdict = await awaitHealthy(host, instance, service, signal)
    if (verdict.kind === 'unhealthy') return notHealthy(deployment, verdict.sentence, before)
    if (verdict.kind === 'aborted') return broughtBack(deployment, before)
    await report('healthy')
    if (signal.aborted) return broughtBack(deployment, before)
  }
  return switched(deployment, before)
}

const POLL_MS = 50

async function paused(deployment: Deployment, old: string | undefined): Promise<void> {
  if (old === undefined) return
  await tell(deployment, 'pause', old)
  const runs = async (): Promise<boolean> =>
    (await deployment.host.state()).instances.some(({ id, process }) => id === old && process !== undefined)
  while (await runs()) await sleep(POLL_MS)
}

async function broughtBack(deployment: Deployment, old: string | undefined): Promise<WorkOutcome> {
  await stopNew(deployment)
  await resumed(deployment, old)
  return { kind: 'cancelled' }
}

async function notHealthy(deployment: Deployment, sentence: string, old: string | undefined): Promise<WorkOutcome> {
  const { version } = deployment.order.release
  const { logTail, fix } = await stopNew(deployment)
  const serves = await resumed(deployment, old)
  return serves
    ? failed(
        `${version} ${sentence}. The previous release was restarted and is live.`,
        `${fix}, then deploy again.`,
        logTail,
      )
    : failed(`${version} ${sentence}. The service is down.`, 'Deploy a version that is known to work.', logTail)
}

/** True when the old instance serves again. */
async function resumed(deployment: Deployment, old: string | undefined): Promise<boolean> {
  if (old === undefined) return false
  await tell(deployment, 'resume', old)
  return (await awaitHealthy(deployment.host, old, deployment.service)).kind === 'healthy'
}
