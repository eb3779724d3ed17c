import type { Traffic } from '../../../src/ports/traffic.ts'
import type { TrafficHistory } from '../../../src/ports/traffic-history.ts'
import type { HostClient } from '../../local-host/host-client.ts'

/** What the proxy of the local host has counted of the requests that pass through it. */
export function createProxyTelemetry(host: Pick<HostClient, 'traffic' | 'counts'>): Traffic & TrafficHistory {
  return {
    measured: (service, environment, since, until) =>
      host.traffic({ service, environment, since: since.toISOString(), until: until.toISOString() }),
    counted: (service, environment, since, until) =>
      host.counts({ service, environment, since: since.toISOString(), until: until.toISOString() }),
  }
}
