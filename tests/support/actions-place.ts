import { githubClient } from '../../adapters/code-host/github/github-client.ts'
import { createActionsTarget } from '../../adapters/deploy/github-actions/actions-target.ts'
import type { DeployTarget } from '../../src/ports/delivery.ts'
import type { Deployer } from '../../src/ports/deployer.ts'
import { type ActionsWorld, newWorld, serveActions } from './actions-server.ts'

/** The target of `payments` on `staging`, on a GitHub of our own. */
export async function actionsTarget(world: ActionsWorld = newWorld()): Promise<DeployTarget> {
  const apiUrl = await serveActions(world)
  return createActionsTarget({
    places: [
      {
        ...{ service: 'payments', environment: 'staging', repository: 'acme/payments', workflow: 'deploy.yml' },
        client: githubClient({ apiUrl, account: { kind: 'token', token: 'secret-token' } }),
        web: 'https://github.example/acme/payments',
        inputs: { version: '{version}', sha: '{sha}' },
        ...{ ref: undefined, url: undefined, deadlineMs: 60 * 60_000 },
      },
    ],
    clock: { now: () => new Date('2026-03-02T09:00:05Z') },
    redact: (text) => text.replaceAll('hunter2', '[secret]'),
    newestPosition: async () => Number.POSITIVE_INFINITY,
    wait: async () => undefined,
  })
}

/** Gives an order again, as the run does, until it has come to an end. */
export function untilEnded({ deploy }: Deployer): Deployer {
  return {
    async deploy(order, report, signal) {
      let { since } = order
      const noted: typeof report = async (phase) => {
        since = '2026-03-02T09:00:00Z'
        await report(phase)
      }
      for (let calls = 0; calls < 20; calls++) {
        const outcome = await deploy({ ...order, ...(since !== undefined && { since }) }, noted, signal)
        if (outcome.kind !== 'paused') return outcome
      }
      throw new Error('it never ended')
    },
  }
}
