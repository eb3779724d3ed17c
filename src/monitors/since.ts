/** Remembers since when each of some things has been so without a break. */
export interface Since {
  /** What is so now; what is not among them is forgotten. Returns since when each of them was seen. */
  see(names: readonly string[], now: Date): ReadonlyMap<string, Date>
}

export function createSince(): Since {
  let known: ReadonlyMap<string, Date> = new Map()
  return {
    see(names, now) {
      known = new Map(names.map((name) => [name, known.get(name) ?? now]))
      return known
    },
  }
}
