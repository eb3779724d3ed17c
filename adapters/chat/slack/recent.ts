/** Remembers the last few things by name; the oldest is forgotten first. */
export interface Recent<Thing> {
  get(name: string): Thing | undefined
  /** Returns what it keeps. */
  keep(name: string, thing: Thing): Thing
  forget(name: string): void
}

/** @param most How many are kept, at least 1. */
export function createRecent<Thing>(most: number): Recent<Thing> {
  const kept = new Map<string, Thing>()
  return {
    get: (name) => kept.get(name),
    keep(name, thing) {
      kept.set(name, thing)
      for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest)
      return thing
    },
    forget: (name) => void kept.delete(name),
  }
}
