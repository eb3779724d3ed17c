import type { Place } from '../../domain/place.ts'
import { targetOf } from '../../domain/plan.ts'
import type { DeployPlan } from '../../domain/plans/deploy.ts'
import { digestOf, imageNow, type PlannedImage } from '../../domain/plans/planned-image.ts'
import type { Release } from '../../domain/release.ts'
import type { Run } from '../../domain/run.ts'
import type { PlaceAbilities } from '../../ports/abilities.ts'

/**
 * The image that a release would run, where its target runs images.
 * @param before As it was planned when people were asked about it.
 */
export async function imageFor(
  place: Place,
  release: Release,
  delivery: PlaceAbilities,
  before: PlannedImage | undefined,
): Promise<Pick<DeployPlan, 'image'>> {
  const now = await delivery.abilities(place.service, place.environment).forecast?.imageOf(place, release)
  const image = imageNow(now, before)
  return image ? { image } : {}
}

/** The image that an earlier deployment has run: a way back and a promotion lead to exactly that. */
export function imageThen(run: Run | undefined, { sha }: Release): PlannedImage | undefined {
  const { release, image } = (run && targetOf(run)) ?? {}
  return image && release?.sha === sha && digestOf(image) !== undefined ? { ...image, ranBefore: true } : undefined
}
