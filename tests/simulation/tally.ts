/** How often something happened, by its name. */
export interface Tally {
  add(name: string, times?: number): void
  readonly counts: ReadonlyMap<string, number>
}

export function createTally(): Tally {
  const counts = new Map<string, number>()
  return {
    add: (name, times = 1) => void counts.set(name, (counts.get(name) ?? 0) + times),
    counts,
  }
}
