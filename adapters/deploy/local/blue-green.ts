import type { WorkOutcome } from '../../../src/ports/work-outcome.ts'
import type { Deployment } from './deployment.ts'
import { startHealthy } from './start-healthy.ts'
import { servingAt, switched } from './steps.ts'

/** Starts the new instance beside the old one, and lets users reach it only when it is healthy. */
export async function deployBlueGreen(deployment: Deployment): Promise<WorkOutcome> {
  const { host, instance } = deployment
  const before = servingAt(await host.state(), deployment)
  const ended = before === instance ? undefined : await startHealthy(deployment)
  return ended ?? switched(deployment, before)
}
