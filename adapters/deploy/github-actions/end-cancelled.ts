import type { DeployOutcome } from '../../../src/ports/deployer.ts'
import { failed } from '../../../src/ports/work-outcome.ts'
import type { ActionsRun } from '../../code-host/github/workflow-runs.ts'
import type { Deployment } from './actions-api.ts'
import { ownRun } from './own-run.ts'
import { ended } from './run-end.ts'
import type { Undertaking } from './undertaking.ts'

const LOOK_EVERY_MS = 2_000
const MOST_LOOKS = 30

/** Cancels the run of an order that was cancelled, and waits until it is over: it may have ended well just before. */
export async function endCancelled(
  undertaking: Undertaking,
  deployment: Deployment,
  found: ActionsRun | undefined,
): Promise<DeployOutcome> {
  const { api, place, order, wait } = undertaking
  let run = found
  let isAsked = false
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    if (run?.status === 'completed') {
      if (run.conclusion !== 'cancelled') return ended(undertaking, deployment, run)
      await api.addStatus(deployment.id, 'error', { description: 'Cancelled.', logUrl: run.html_url })
      return { kind: 'cancelled' }
    }
    if (run && !isAsked) {
      await api.cancel(run.id)
      isAsked = true
    }
    await wait(LOOK_EVERY_MS)
    run = await ownRun(undertaking, deployment)
  }
  const where = run?.html_url ?? `${place.web}/actions`
  return failed(
    `GitHub has not ended the run of ${order.task} within a minute: ${where}`,
    'Look there whether it was cancelled, and what it has done.',
  )
}
