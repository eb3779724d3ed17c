import { imageFor, imageThen } from '../../changes/plans/image-of.ts'
import type { EnvironmentState } from '../../domain/environment.ts'
import type { Place } from '../../domain/place.ts'
import { digestOf, type PlannedImage } from '../../domain/plans/planned-image.ts'
import { runs } from '../../domain/projections.ts'
import type { Documents } from '../../ports/event-store.ts'
import type { AnswerParts } from '../capability.ts'

/** The contents that a place runs, for another place; undefined where they are not known. */
export async function liveImage(
  { current }: Pick<EnvironmentState, 'current'>,
  documents: Documents,
): Promise<PlannedImage | undefined> {
  return current && imageThen(await documents.get(runs, current.task), current.release)
}

/** Whether another place would run exactly what is live: the same contents, or the same commit where neither runs images. */
export async function isExactly(
  { current }: Pick<EnvironmentState, 'current'>,
  image: PlannedImage | undefined,
  to: Place,
  { delivery }: Pick<AnswerParts, 'delivery'>,
): Promise<boolean> {
  if (!current) return false
  const { image: there } = await imageFor(to, current.release, delivery, image)
  return digestOf(there) === digestOf(image) && (image !== undefined || there === undefined)
}
