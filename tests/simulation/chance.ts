/** Random numbers that are the same for the same seed. */
export interface Chance {
  /** A whole number from 0 to below `end`. */
  below(end: number): number
  /** A whole number from `first` to `last`. */
  between(first: number, last: number): number
  /** True in such a share of the cases. */
  happens(share: number): boolean
  oneOf<Value>(values: readonly Value[]): Value
  /** One of the names; a name with twice the weight comes twice as often. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name
}

/** The generator mulberry32: small, quick, and good enough to choose what happens next. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const share = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number): number => Math.floor(share() * end)
  return {
    below,
    between: (first, last) => first + below(last - first + 1),
    happens: (wanted) => share() < wanted,
    oneOf<Value>(values: readonly Value[]): Value {
      const index = below(values.length)
      if (index >= values.length) throw new Error('there is nothing to choose from')
      return values[index] as Value
    },
    weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name {
      const entries = Object.entries<number>(weights) as [Name, number][]
      let left = share() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [name, weight] of entries) {
        left -= weight
        if (left < 0) return name
      }
      throw new Error('no weight is above nothing')
    },
  }
}
