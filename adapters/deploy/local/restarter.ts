import type { TaskId } from '../../../src/domain/ids.ts'
import type { Restarter } from '../../../src/ports/restarter.ts'
import { failed } from '../../../src/ports/work-outcome.ts'
import { isAt } from '../../local-host/host/host-state.ts'
import type { HostClient } from '../../local-host/host-client.ts'
import type { LocalDeployer } from './deployer.ts'

/**
 * Starts another instance of the release that serves and switches to it when it is healthy, so that users notice nothing.
 * The instance is named after the task: an order that comes again finds it.
 */
export function createRestarter(host: Pick<HostClient, 'state'>, { deploy }: LocalDeployer): Restarter {
  return {
    async restart(order, report, signal) {
      const { instances, routes } = await host.state()
      const route = routes.find((one) => isAt(one, order))
      const serving = instances.find(({ id }) => id === route?.instance)
      const release = order.release ?? serving?.release
      if (!release)
        return failed(`Nothing of ${order.service} runs in ${order.environment}.`, 'Deploy a version of it instead.')
      // Its requests are those of the release that was deployed, whoever restarted it.
      const countsFor = serving?.release.sha === release.sha ? (serving.task as TaskId) : order.task
      return deploy({ ...order, release, strategy: 'blue-green' }, report, signal, undefined, countsFor)
    },
  }
}
