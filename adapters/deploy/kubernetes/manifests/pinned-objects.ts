import { containerOf } from '../container-of.ts'
import { imageOf } from '../kubernetes-place.ts'
import { identityOf, type WrittenMarks, wayBackFrom } from '../marks.ts'
import { pinned } from '../pin-image.ts'
import type { FoundService, ManifestUndertaking } from './found-service.ts'
import type { ManifestObject } from './manifest-kinds.ts'
import { objectsOf } from './service-objects.ts'

/** What is applied, and what its Deployment remembers of it. */
export interface PlacedObjects {
  readonly objects: readonly ManifestObject[]
  readonly marks: WrittenMarks
}

/** The objects of the release of an order, with the image that was confirmed. @throws {UnfitError} */
export async function pinnedObjects(
  undertaking: ManifestUndertaking,
  { marks, deployment }: FoundService,
): Promise<PlacedObjects> {
  const { place, order, source, clock, signal } = undertaking
  const { release, digest, service } = order
  const named = imageOf(place, release, digest)
  const image = digest === undefined && place.pinDigest ? await pinned(named) : named
  const objects = await objectsOf(source, service, place, { release, image }, signal)
  const live = deployment && containerOf(deployment, place)?.image
  return {
    objects,
    marks: {
      placed: { image, of: { task: identityOf(order), ...release } },
      placedAt: clock.now().toISOString(),
      before: live === undefined ? undefined : wayBackFrom(marks, live),
      failed: undefined,
    },
  }
}
