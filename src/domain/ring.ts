import type { EnvironmentId } from './ids.ts'

/** Environments that get a release one ring after the other. */
export interface Ring {
  /** No environment and no service has it. */
  readonly id: string
  readonly aliases: readonly string[]
  readonly environments: readonly EnvironmentId[]
  /** How long a release must have served in all of it before the next ring gets it; 0 for no longer than until it is healthy. */
  readonly bakeMinutes: number
}

/** What people may say in the place of a ring; no ring, environment or service has these names. */
export const EVERY_RING = 'every-ring'
export const NEXT_RING = 'next-ring'
