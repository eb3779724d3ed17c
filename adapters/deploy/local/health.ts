import type { Health } from '../../../src/domain/release.ts'
import type { HealthProbe } from '../../../src/ports/health-probe.ts'
import type { Instance } from '../../local-host/host/host-protocol.ts'
import { isAt } from '../../local-host/host/host-state.ts'
import type { HostClient } from '../../local-host/host-client.ts'
import type { LocalService } from './local-service.ts'
import { probeInstance } from './probe-instance.ts'

/** Asks the live instance itself, not the records. */
export function createHealthProbe(host: HostClient, serviceOf: (id: string) => LocalService | undefined): HealthProbe {
  return {
    async health(service, environment): Promise<Health> {
      const { instances, routes } = await host.state()
      const route = routes.find((one) => isAt(one, { service, environment }))
      const configured = serviceOf(service)
      const url = `http://127.0.0.1:${route?.publicPort ?? configured?.environments[environment]?.port}`
      const instance = instances.find(({ id }) => id === route?.instance)
      if (!route || !instance) return { state: 'nothing-deployed', url, ...(route?.stoppedAt && { isIntended: true }) }
      const { release } = instance
      const problem = await problemOf(instance, configured?.healthPath ?? '/')
      return problem === undefined
        ? { state: 'healthy', release, url, since: route.since ?? instance.startedAt ?? new Date().toISOString() }
        : { state: 'unhealthy', release, url, sentence: problem }
    },
  }
}

async function problemOf(instance: Instance, healthPath: string): Promise<string | undefined> {
  const { role, process, port, startedAt } = instance
  if (role === 'paused') return `It is stopped while another release takes its place${crashes(instance)}.`
  if (!process || port === undefined) return `It is not running${crashes(instance)}; it is being restarted.`
  const probe = await probeInstance(port, healthPath)
  if (!probe.healthy) return `${probe.sentence}${crashes(instance)}.`
  // Between two crashes it may answer, but a person on call needs to know.
  return instance.crashes > 1
    ? `It answers${startedAt ? ` since ${clockTime(startedAt)}` : ''}, but keeps exiting${crashes(instance)}.`
    : undefined
}

/** `14:05 UTC`, as everywhere that people read it. */
const clockTime = (at: string): string => `${at.slice(11, 16)} UTC`

function crashes({ crashes: times, lastExit }: Instance): string {
  if (times === 0 || !lastExit) return ''
  return ` (it exited ${times === 1 ? 'once' : `${times} times`}, last at ${clockTime(lastExit.at)}: ${lastExit.how})`
}
