import { readCandidate } from './candidate.ts'
import { findDeployment } from './change-deployment.ts'
import { askRegistry } from './image-registry.ts'
import { imageOf } from './kubernetes-place.ts'
import { isOf, marksOf } from './marks.ts'
import { type Undertaking, UnfitError } from './undertaking.ts'

/**
 * The order with the digest of its image in place of the tag: the one that was confirmed, or else the one that the registry
 * tells when it starts, asked once. Where the registry does not tell, it is the tag.
 * @throws {UnfitError} when there is no such image.
 */
export async function withPinnedImage(undertaking: Undertaking): Promise<Undertaking> {
  const { place, order } = undertaking
  const { release, digest } = order
  if (!place.pinDigest && digest === undefined) return undertaking
  const image =
    digest === undefined
      ? ((await knownImage(undertaking)) ?? (await pinned(imageOf(place, release))))
      : imageOf(place, release, digest)
  return { ...undertaking, place: { ...place, image } }
}

async function knownImage(undertaking: Undertaking): Promise<string | undefined> {
  const { marks } = await findDeployment(undertaking)
  if (isOf(marks.placed, undertaking.order)) return marks.placed?.image
  const candidate = await readCandidate(undertaking)
  return candidate && marksOf(candidate).placed?.image
}

/** @throws {UnfitError} when there is no such image. */
export async function pinned(image: string): Promise<string> {
  const answer = await askRegistry(image)
  switch (answer.kind) {
    case 'digest':
      return `${image}@${answer.digest}`
    case 'not-told':
      return image
    case 'missing':
      throw new UnfitError(
        `There is no image ${image} in its registry. Nothing was changed.`,
        'Build and push it, then deploy again.',
      )
  }
}
