import type { InstanceLogs } from '../../../src/ports/instance-logs.ts'
import { isAt } from '../../local-host/host/host-state.ts'
import type { HostClient } from '../../local-host/host-client.ts'
import { type Redact, readLogTail } from '../../process/log-tail.ts'

/** Reads the log of the instance that users reach. */
export function createInstanceLogs(host: Pick<HostClient, 'state'>, redact: Redact): InstanceLogs {
  return {
    async instanceLog(service, environment) {
      const { instances, routes } = await host.state()
      const route = routes.find((one) => isAt(one, { service, environment }))
      const instance = instances.find(({ id }) => id === route?.instance)
      return instance && readLogTail(instance.log, redact)
    },
  }
}
