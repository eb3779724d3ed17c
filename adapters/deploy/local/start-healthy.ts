import { failed, type WorkOutcome } from '../../../src/ports/work-outcome.ts'
import { awaitHealthy } from './await-healthy.ts'
import { type Deployment, startInstance } from './deployment.ts'
import { stopNew } from './steps.ts'

/**
 * Starts the new instance beside the one that serves and waits until it is healthy. When that comes to nothing the new one
 * is gone again, and this is how it ended.
 */
export async function startHealthy(deployment: Deployment): Promise<WorkOutcome | undefined> {
  const { host, instance, report, service, signal } = deployment
  if (signal.aborted) return withdrawn(deployment)
  await report('starting')
  await startInstance(deployment)
  const verdict = await awaitHealthy(host, instance, service, signal)
  if (verdict.kind === 'unhealthy') return notHealthy(deployment, verdict.sentence)
  if (verdict.kind === 'aborted') return withdrawn(deployment)
  await report('healthy')
  return signal.aborted ? withdrawn(deployment) : undefined
}

export async function withdrawn(deployment: Deployment): Promise<WorkOutcome> {
  await stopNew(deployment)
  return { kind: 'cancelled' }
}

/** The log is read once the instance has ended, so that its last words are in it. */
async function notHealthy(deployment: Deployment, sentence: string): Promise<WorkOutcome> {
  const { order } = deployment
  const { logTail, fix } = await stopNew(deployment)
  // This may be shown much later, so the card itself says what serves instead.
  return failed(
    `${order.release.version} ${sentence}. Traffic was not switched.`,
    `${fix} and deploy again, or deploy another version.`,
    logTail,
  )
}
