/** Remembers the last few things by name; what was kept longest ago is forgotten first. */
export interface Recent<Name, Thing> {
  get(name: Name): Thing | undefined
  /** Returns what it keeps. */
  keep(name: Name, thing: Thing): Thing
  /** False when it was not there. */
  forget(name: Name): boolean
}

/** @param most How many are kept, at least 1. */
export function createRecent<Name, Thing>(most: number): Recent<Name, Thing> {
  const kept = new Map<Name, Thing>()
  return {
    get: (name) => kept.get(name),
    keep(name, thing) {
      kept.delete(name)
      kept.set(name, thing)
      for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest)
      return thing
    },
    forget: (name) => kept.delete(name),
  }
}
