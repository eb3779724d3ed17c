import type { ObservedPlace } from '../domain/drift.ts'
import type { EnvironmentState } from '../domain/environment.ts'

/** What is seen of one thing that should run at a place. */
export interface Sighting {
  /** Left out: the place itself. */
  readonly device?: string
  /** How it differs from what it should be; undefined: it does not. */
  readonly observed: ObservedPlace | undefined
}

/** Sees whether what runs at a place is what should: asked of the place itself, or of an inventory of its devices. */
export interface DriftSource {
  look(place: EnvironmentState): Promise<readonly Sighting[]>
}
