import type { MonitorVerdict } from './evidence.ts'

/** What one look at the traffic says. */
export interface Finding {
  readonly verdict: MonitorVerdict
  /** For a person, with the numbers in it. */
  readonly sentence: string
  /** Nothing speaks against the release; it is too little to tell. */
  readonly inconclusive?: true
}
