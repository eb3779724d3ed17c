import { type Foreseen, foreseenChanges } from '../../../../src/domain/plans/foreseen.ts'
import { digestOf } from '../../../../src/domain/plans/planned-image.ts'
import type { WantedRelease } from '../../../../src/ports/forecaster.ts'
import { containerOf } from '../container-of.ts'
import { FIELD_MANAGER, type KubeApi } from '../kube-api.ts'
import { imageOf, type KubernetesPlace } from '../kubernetes-place.ts'
import { deploymentSchema, readAs } from '../shapes.ts'
import { UnfitError } from '../undertaking.ts'
import { differences } from './differences.ts'

/** What another image would change of the Deployment, as the cluster says in a dry run. @throws {UnfitError} @throws {KubernetesError} */
export async function foreseeImage(
  { api, place }: { readonly api: KubeApi; readonly place: KubernetesPlace },
  { release, image }: WantedRelease,
  signal: AbortSignal,
): Promise<Foreseen> {
  const named = { namespace: place.namespace, name: place.deployment }
  const before = await api.call({ verb: 'get', resource: 'deployments', ...named }, signal)
  if (before === undefined) throw noDeployment(named)
  const container = containerOf(readAs(deploymentSchema, before, api.cluster), place)?.name
  if (container === undefined) throw noContainer(place)
  const containers = [{ name: container, image: imageOf(place, release, digestOf(image)) }]
  const body = {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: named },
    spec: { template: { spec: { containers } } },
  }
  const query = { fieldManager: FIELD_MANAGER, force: 'true', dryRun: 'All' }
  const after = await api.call(
    { verb: 'patch', resource: 'deployments', ...named, patch: 'apply', query, body },
    signal,
  )
  return foreseenChanges(differences(before, after))
}

function noDeployment({ name, namespace }: { readonly name: string; readonly namespace: string }): UnfitError {
  return new UnfitError(`There is no Deployment ${name} in the namespace ${namespace}.`, 'Create it, then ask again.')
}

function noContainer({ container, deployment }: KubernetesPlace): UnfitError {
  return new UnfitError(
    `The pods of ${deployment} have no container ${container ?? deployment}.`,
    'Name one of them as `container` in the configuration, then ask again.',
  )
}
