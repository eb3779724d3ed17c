import type { ServiceId } from '../../../../src/domain/ids.ts'
import type { Release } from '../../../../src/domain/release.ts'
import type { KubernetesPlace } from '../kubernetes-place.ts'
import type { ManifestObject } from './manifest-kinds.ts'
import type { ManifestSource } from './manifest-source.ts'
import type { ManifestsPlace } from './manifests-place.ts'
import { parseManifests } from './parse-manifests.ts'
import { withImage } from './with-image.ts'

/** A place whose objects stand in the repository. */
export type PlaceWithManifests = KubernetesPlace & { readonly manifests: ManifestsPlace }

export const hasManifests = (place: KubernetesPlace): place is PlaceWithManifests => place.manifests !== undefined

/** What a release of a service consists of, with its image. @throws {UnfitError} where that cannot be had. */
export async function objectsOf(
  source: ManifestSource,
  service: ServiceId,
  place: PlaceWithManifests,
  { release, image }: { readonly release: Release; readonly image: string },
  signal: AbortSignal,
): Promise<readonly ManifestObject[]> {
  const texts = await source.read(service, release, place.manifests, signal)
  return withImage(parseManifests(texts, place), place, image)
}
