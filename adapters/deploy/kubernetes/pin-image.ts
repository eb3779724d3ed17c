import { readCandidate } from './candidate.ts'
import { findDeployment } from './change-deployment.ts'
import { askRegistry } from './image-registry.ts'
import { imageOf } from './kubernetes-place.ts'
import { isOf, marksOf } from './marks.ts'
import { type Undertaking, UnfitError } from './undertaking.ts'

/**
 * The order with the digest of its image in place of the tag, asked once for each order: a tag that is moved later changes
 * nothing. Where the registry does not tell, it is the tag.
 * @throws {UnfitError} when there is no such image.
 */
export async function withPinnedImage(undertaking: Undertaking): Promise<Undertaking> {
  const { place, order } = undertaking
  if (!place.pinDigest) return undertaking
  const image = (await knownImage(undertaking)) ?? (await pinned(imageOf(place, order.release)))
  return { ...undertaking, place: { ...place, image } }
}

async function knownImage(undertaking: Undertaking): Promise<string | undefined> {
  const { marks } = await findDeployment(undertaking)
  if (isOf(marks.placed, undertaking.order)) return marks.placed?.image
  const candidate = await readCandidate(undertaking)
  return candidate && marksOf(candidate).placed?.image
}

async function pinned(image: string): Promise<string> {
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
