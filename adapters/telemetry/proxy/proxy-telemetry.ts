import type { Telemetry } from '../../../src/ports/delivery.ts'
import type { HostClient } from '../../local-host/host-client.ts'

/** What the proxy of the local host has counted of the requests that pass through it. */
export function createProxyTelemetry(host: Pick<HostClient, 'traffic' | 'counts'>): Telemetry {
  return {
    howCounted: () => 'at the proxy',
    measured: (service, environment, since, until) =>
      host.traffic({ service, environment, since: since.toISOString(), until: until.toISOString() }),
    counted: (service, environment, since, until) =>
      host.counts({ service, environment, since: since.toISOString(), until: until.toISOString() }),
  }
}
