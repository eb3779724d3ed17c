import { createPrometheusClient } from '../../../adapters/telemetry/prometheus/prometheus-client.ts'
import { createPrometheusTelemetry } from '../../../adapters/telemetry/prometheus/prometheus-telemetry.ts'
import type { TelemetryConfig } from '../../../config/telemetry.ts'
import type { EnvironmentId, ServiceId } from '../../domain/ids.ts'
import type { Telemetry } from '../../ports/delivery.ts'
import type { PlaceReleases } from '../../ports/place-releases.ts'

interface CountedService {
  readonly id: ServiceId
  readonly environments: Readonly<Record<EnvironmentId, { readonly telemetry?: TelemetryConfig }>>
}

/** Each place asks the server that its configuration names. */
export function prometheusTelemetry(
  services: readonly CountedService[],
  { placeReleases: releases }: { readonly placeReleases: PlaceReleases },
): Telemetry {
  const places = new Map(
    services.flatMap(({ id, environments }) =>
      Object.entries(environments).flatMap(([environment, { telemetry }]) => {
        if (telemetry?.kind !== 'prometheus') return []
        const { url, timeoutSeconds, token, queries } = telemetry
        const client = createPrometheusClient({ url, timeoutSeconds, ...(token && { token: () => token.reveal() }) })
        return [[`${id}/${environment}`, createPrometheusTelemetry({ client, queries, releases })] as const]
      }),
    ),
  )
  return {
    howCounted: () => 'by Prometheus',
    measured: async (service, environment, ...asked) =>
      places.get(`${service}/${environment}`)?.measured(service, environment, ...asked),
    counted: async (service, environment, ...asked) =>
      places.get(`${service}/${environment}`)?.counted(service, environment, ...asked),
  }
}
