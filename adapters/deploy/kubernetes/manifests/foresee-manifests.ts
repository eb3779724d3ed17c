import { type Foreseen, type ForeseenChange, foreseenChanges } from '../../../../src/domain/plans/foreseen.ts'
import { digestOf } from '../../../../src/domain/plans/planned-image.ts'
import type { WantedRelease } from '../../../../src/ports/forecaster.ts'
import { differences } from '../forecast/differences.ts'
import { FIELD_MANAGER, type KubeApi } from '../kube-api.ts'
import { imageOf } from '../kubernetes-place.ts'
import { marksOf } from '../marks.ts'
import { KubernetesError } from '../problem.ts'
import { deploymentSchema, readAs } from '../shapes.ts'
import { contestedIn } from './field-conflicts.ts'
import { isSettled } from './found-service.ts'
import { MANIFEST_KINDS, type ManifestObject } from './manifest-kinds.ts'
import type { ManifestSource } from './manifest-source.ts'
import { inventoryAfter, inventoryOf, ownerMark, withLabels } from './object-marks.ts'
import { objectsOf, type PlaceWithManifests } from './service-objects.ts'

interface There {
  readonly api: KubeApi
  readonly place: PlaceWithManifests
  readonly source: ManifestSource
}

/** What the manifests of a release would change, as the cluster says in a dry run. @throws {UnfitError} @throws {KubernetesError} */
export async function foreseeManifests(there: There, wanted: WantedRelease, signal: AbortSignal): Promise<Foreseen> {
  const { api, place, source } = there
  const { service, release } = wanted
  const image = imageOf(place, release, digestOf(wanted.image))
  const objects = await objectsOf(source, service, place, { release, image }, signal)
  const named = { namespace: place.namespace, name: place.deployment }
  const deployment = await api.call({ verb: 'get', resource: 'deployments', ...named }, signal)
  const { stale } = inventoryAfter(inventoryOf(deployment), objects)
  const marked = objects.map((object) => ({ ...object, body: withLabels(object.body, ownerMark(wanted)) }))
  // What was changed by hand is taken back where the release that is there is deployed once more.
  const isFix =
    deployment !== undefined && isSettled(marksOf(readAs(deploymentSchema, deployment, api.cluster)), release)
  const changes = await Promise.all(marked.map((object) => changesOf(there, object, isFix, signal)))
  const removed = stale.map(({ kind, name }): ForeseenChange => ({ what: 'removed', kind, name }))
  return foreseenChanges([...changes.flat(), ...removed])
}

async function changesOf(
  { api, place }: There,
  object: ManifestObject,
  isFix: boolean,
  signal: AbortSignal,
): Promise<readonly ForeseenChange[]> {
  const { kind, name, body } = object
  const { resource } = MANIFEST_KINDS[kind]
  const named = { namespace: place.namespace, name }
  const dryRun = (force: boolean): Promise<unknown> => {
    const query = { fieldManager: FIELD_MANAGER, dryRun: 'All', ...(force && { force: 'true' }) }
    return api.call({ verb: 'patch', resource, ...named, patch: 'apply', query, body }, signal)
  }
  const before = await api.call({ verb: 'get', resource, ...named }, signal)
  let contested: readonly ForeseenChange[] = []
  const after = await dryRun(false).catch((error: unknown) => {
    if (!(error instanceof KubernetesError) || error.problem.kind !== 'field-conflict') throw error
    const isRestored = isFix && kind === 'Deployment' && name === place.deployment
    const fields = isRestored ? [] : contestedIn(error, object, place)
    contested = fields.map(({ field, manager }) => ({
      ...{ what: 'contested', of: `${kind} ${name}`, field: field.replace(/^\./, ''), by: manager },
    }))
    return dryRun(true)
  })
  return before === undefined ? [{ what: 'created', kind, name }] : [...contested, ...differences(before, after)]
}
