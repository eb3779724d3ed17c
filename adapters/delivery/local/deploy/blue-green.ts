import type { WorkOutcome } from '../../../../src/ports/delivery.ts'
import { failed } from '../failures.ts'
import { awaitHealthy } from './await-healthy.ts'
import { type Deployment, startInstance, tell } from './deployment.ts'
import { drained, servingAt, stopNew } from './steps.ts'

/** Starts the new instance beside the old one, and lets users reach it only when it is healthy. */
export async function deployBlueGreen(deployment: Deployment): Promise<WorkOutcome> {
  const { host, instance, order, report, service, signal } = deployment
  const before = servingAt(await host.state(), deployment)
  if (before !== instance) {
    if (signal.aborted) return withdrawn(deployment)
    await report('starting')
    await startInstance(deployment)
    const verdict = await awaitHealthy(host, instance, service, signal)
    if (verdict.kind === 'unhealthy') return notHealthy(deployment, verdict.sentence, before !== undefined)
    if (verdict.kind === 'aborted') return withdrawn(deployment)
    await report('healthy')
    if (signal.aborted) return withdrawn(deployment)
    await tell(deployment, 'route')
  }
  await report('switched')
  await drained(deployment, before)
  return {
    kind: 'done',
    detail: `${order.release.version} serves on port ${service.environments[order.environment]?.port}.`,
  }
}

/** The log is read once the instance has ended, so that its last words are in it. */
async function notHealthy(deployment: Deployment, sentence: string, oneServes: boolean): Promise<WorkOutcome> {
  const { order } = deployment
  const logTail = await stopNew(deployment)
  const still = oneServes ? 'Nothing was switched: the release before it goes on serving.' : 'Nothing was switched.'
  return failed(
    `${order.release.version} ${sentence}. ${still}`,
    'Mend what the log says and deploy again, or deploy another version.',
    logTail,
  )
}

async function withdrawn(deployment: Deployment): Promise<WorkOutcome> {
  await stopNew(deployment)
  return { kind: 'cancelled' }
}
