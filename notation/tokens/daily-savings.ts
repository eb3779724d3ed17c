import type { TokenUse } from './saving.ts'

/** A use and when it was, as ISO 8601 in UTC. */
export interface DatedUse extends TokenUse {
  readonly at: string
}

/** What the calls of one day came to. */
export interface DaySaving {
  /** `2026-11-21`, in UTC. */
  readonly day: string
  readonly calls: number
  readonly tokensIn: number
  readonly tokensAsJson: number
  readonly saved: number
  /** Of what JSON would have cost, from 0 to 1. */
  readonly share: number
}

/** Sums uses by day, the earliest day first. */
export function savingsByDay(uses: readonly DatedUse[]): readonly DaySaving[] {
  const days = Map.groupBy(uses, ({ at }) => at.slice(0, 10))
  return [...days].sort(([some], [other]) => (some < other ? -1 : 1)).map(([day, own]) => sumOf(day, own))
}

function sumOf(day: string, uses: readonly DatedUse[]): DaySaving {
  const sum = (field: 'tokensIn' | 'tokensAsJson' | 'saved'): number =>
    uses.reduce((total, use) => total + use[field], 0)
  const tokensAsJson = sum('tokensAsJson')
  const saved = sum('saved')
  const share = tokensAsJson === 0 ? 0 : saved / tokensAsJson
  return { day, calls: uses.length, tokensIn: sum('tokensIn'), tokensAsJson, saved, share }
}
