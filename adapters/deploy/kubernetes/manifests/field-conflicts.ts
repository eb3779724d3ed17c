import { FIELD_MANAGER } from '../kube-api.ts'
import type { KubernetesPlace } from '../kubernetes-place.ts'
import type { FieldConflict, KubernetesError } from '../problem.ts'
import { UnfitError } from '../undertaking.ts'
import { type ManifestObject, nameOfObject } from './manifest-kinds.ts'
import { releaseContainers } from './with-image.ts'

/**
 * Fields that somebody else has set and that Shipmate must not take. What it has set itself in another way, as when somebody
 * scaled, is its own; so are its marks, and the image of the release, which it is asked for.
 */
export function contestedIn(
  error: KubernetesError,
  object: ManifestObject,
  place: KubernetesPlace,
): readonly FieldConflict[] {
  const { problem } = error
  if (problem.kind !== 'field-conflict') return []
  const containers = releaseContainers(object, place)
  return problem.fields.filter(({ manager, field }) => manager !== FIELD_MANAGER && !isNeeded(field, containers))
}

function isNeeded(field: string, containers: readonly string[]): boolean {
  if (/^\.metadata\.(?:labels|annotations)\.shipmate\.dev\//.test(field)) return true
  if (field.includes('.annotations.shipmate.dev/')) return true
  const container = /\.containers\[name="([^"]*)"\]\.image$/.exec(field)?.[1]
  return container !== undefined && containers.includes(container)
}

const MOST_NAMED = 3

/** Tells whom a field belongs to. */
export function contested(object: ManifestObject, fields: readonly FieldConflict[]): UnfitError {
  const named = fields.slice(0, MOST_NAMED).map(({ field, manager }) => `${field.replace(/^\./, '')} (${manager})`)
  const more = fields.length > MOST_NAMED ? ` and ${fields.length - MOST_NAMED} more` : ''
  return new UnfitError(
    `Somebody else has set fields of ${nameOfObject(object)} that the manifests set, too: ${named.join(', ')}${more}. Shipmate takes no field from others.`,
    'Take them out of the manifests, as with replicas where an autoscaler changes them, or hand them over (docs/kubernetes.md shows how); then ask again.',
  )
}
