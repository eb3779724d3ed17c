/** The same numbers for the same seed, on every machine (mulberry32). */
export interface Random {
  /** A whole number, both ends included. */
  int(least: number, most: number): number
  /** With this many digits after the point. */
  decimal(least: number, most: number, digits: number): number
  chance(share: number): boolean
  pick<T>(values: readonly T[]): T
  /** Letters and digits from an alphabet. */
  text(length: number, alphabet?: string): string
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  return {
    int,
    decimal: (least, most, digits) => Number((least + next() * (most - least)).toFixed(digits)),
    chance: (share) => next() < share,
    pick: <T>(values: readonly T[]): T => values[int(0, values.length - 1)] as T,
    text: (length, alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789') =>
      Array.from({ length }, () => alphabet[int(0, alphabet.length - 1)]).join(''),
  }
}
