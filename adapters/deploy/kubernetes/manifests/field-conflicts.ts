import { FIELD_MANAGER } from '../kube-api.ts'
import type { FieldConflict, KubernetesError } from '../problem.ts'
import { UnfitError } from '../undertaking.ts'
import { type ManifestObject, nameOfObject } from './manifest-kinds.ts'

/**
 * Fields that somebody else has set and that Shipmate must not take. What it has set itself in another way, as when somebody
 * scaled, is its own; so are its marks, and the image of the release, which it is asked for.
 */
export function contestedIn(error: KubernetesError, image: string | undefined): readonly FieldConflict[] {
  const { problem } = error
  if (problem.kind !== 'field-conflict') return []
  return problem.fields.filter(({ manager, field }) => manager !== FIELD_MANAGER && !isNeeded(field, image))
}

const isNeeded = (field: string, image: string | undefined): boolean =>
  /^\.metadata\.(?:labels|annotations)\.shipmate\.dev\//.test(field) ||
  field.includes('.annotations.shipmate.dev/') ||
  (image !== undefined && /\.containers\[name="[^"]*"\]\.image$/.test(field))

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
