/** What users are promised at a place: so much of what they ask in any so many days is answered without an error. */
export interface Objective {
  /** Percent of the requests: above 0, below 100. */
  readonly availability: number
  readonly days: number
}

/** A budget over more days than this could not be told: counts are kept for no longer. */
export const MOST_OBJECTIVE_DAYS = 35

/** The share of requests that may fail. */
export function allowedShare({ availability }: Objective): number {
  // 100 − 99.9 is not quite 0.1 in floating point.
  return Number(((100 - availability) / 100).toPrecision(9))
}
