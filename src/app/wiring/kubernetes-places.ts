import type { ClusterAccess } from '../../../adapters/deploy/kubernetes/cluster.ts'
import type { KubernetesPlace } from '../../../adapters/deploy/kubernetes/kubernetes-place.ts'
import type { KubernetesTargetConfig } from '../../../config/targets/kubernetes-target.ts'
import type { TargetConfig } from '../../../config/targets/target.ts'
import type { EnvironmentId, ServiceId } from '../../domain/ids.ts'

export interface PlacedService {
  readonly id: ServiceId
  readonly environments: Readonly<Record<EnvironmentId, { readonly target: TargetConfig }>>
}

/** Where services run in clusters, with the names of service and environment put in. */
export function kubernetesPlaces(services: readonly PlacedService[]) {
  const byId = new Map(services.map((service) => [service.id, service]))
  return (service: ServiceId, environment: EnvironmentId): (KubernetesPlace & ClusterAccess) | undefined => {
    const target = byId.get(service)?.environments[environment]?.target
    return target?.kind === 'kubernetes' ? placeFrom(target, service, environment) : undefined
  }
}

function placeFrom(
  { kind: _, ...target }: KubernetesTargetConfig,
  service: ServiceId,
  environment: EnvironmentId,
): KubernetesPlace & ClusterAccess {
  const filled = (text: string): string =>
    text.replaceAll('{service}', service).replaceAll('{environment}', environment)
  const { context, url, service: switched, route, manifests } = target
  return {
    ...target,
    namespace: filled(target.namespace),
    deployment: filled(target.deployment),
    image: filled(target.image),
    service: switched && filled(switched),
    route: route && filled(route),
    context: context && filled(context),
    url: url && filled(url),
    manifests: manifests && { ...manifests, path: filled(manifests.path) },
  }
}
