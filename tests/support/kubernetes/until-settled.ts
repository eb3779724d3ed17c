import type { DeployPhase } from '../../../src/domain/release.ts'
import type { Deployer } from '../../../src/ports/deployer.ts'
import { WAIT } from '../hand-trial.ts'

/** Looks again at once where a delivery would only wait for the cluster, so that an order comes to its end in one call. */
export function untilSettled({ deploy }: Deployer): Deployer['deploy'] {
  return async (order, report, ...asked) => {
    let last: DeployPhase | undefined
    // The log of a run notes a phase that is told again only once.
    const once = async (phase: DeployPhase): Promise<void> => {
      if (phase === last) return
      last = phase
      await report(phase)
    }
    for (let again = order; ; again = { ...order, since: order.since ?? '2026-03-02T09:00:00Z' }) {
      const outcome = await deploy(again, once, ...asked)
      if (outcome.kind !== 'paused' || outcome.until === WAIT.until) return outcome
    }
  }
}
