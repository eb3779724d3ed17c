import type { Place } from '../domain/place.ts'
import type { Foreseen } from '../domain/plans/foreseen.ts'
import type { PlannedImage } from '../domain/plans/planned-image.ts'
import type { DeployStrategy, Release } from '../domain/release.ts'

/** A release that is to go somewhere. */
export interface WantedRelease extends Place {
  readonly release: Release
  readonly strategy: DeployStrategy
  readonly image?: PlannedImage
}

/**
 * Tells before a deployment is confirmed what it would run and change. Both answer within about two seconds whatever is
 * slow, and never reject: what cannot be told is said so.
 */
export interface Forecaster {
  /** Undefined where the place is not there. */
  imageOf(place: Place, release: Release): Promise<PlannedImage | undefined>
  foresee(wanted: WantedRelease): Promise<Foreseen>
}
