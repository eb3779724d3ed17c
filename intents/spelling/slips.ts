/** From this length on a word may hold two slips. */
const TWO_SLIPS_FROM = 8

/** How many slips a word of this length may hold and still be read as another. */
function slipsAllowed(length: number): number {
  return length >= TWO_SLIPS_FROM ? 2 : 1
}

/**
 * Slips between two words: letters left out, added, replaced, or two neighbours swapped, each counting one (optimal
 * string alignment).
 */
export function slipsBetween(typed: string, meant: string): number {
  const width = meant.length + 1
  let before: readonly number[] = []
  let above: readonly number[] = Array.from({ length: width }, (_, index) => index)
  for (let row = 1; row <= typed.length; row++) {
    const current = [row]
    for (let column = 1; column < width; column++) {
      const same = typed[row - 1] === meant[column - 1] ? 0 : 1
      let slips = Math.min((above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (above[column - 1] ?? 0) + same)
      const swapped =
        row > 1 && column > 1 && typed[row - 1] === meant[column - 2] && typed[row - 2] === meant[column - 1]
      if (swapped) slips = Math.min(slips, (before[column - 2] ?? 0) + 1)
      current.push(slips)
    }
    before = above
    above = current
  }
  return above[width - 1] ?? 0
}

/** The same letters in another order. */
export function isAnagram(typed: string, meant: string): boolean {
  return typed.length === meant.length && sorted(typed) === sorted(meant)
}

function sorted(word: string): string {
  return [...word].sort().join('')
}

/** "rol" for "roll". */
function leavesOutDouble(typed: string, meant: string): boolean {
  return typed.length >= 3 && meant === `${typed}${typed.at(-1)}`
}

/** Whether one may be a misspelling of the other. People rarely get the first letter wrong, unless they swap it with the second. */
export function mayBeMeant(typed: string, meant: string): boolean {
  if (typed === meant) return false
  const begins = typed[0] === meant[0] || (typed[0] === meant[1] && typed[1] === meant[0])
  const allowed = slipsAllowed(Math.min(typed.length, meant.length))
  if (!begins || Math.abs(typed.length - meant.length) > allowed) return false
  // A word of three letters with another letter is another word.
  if (Math.min(typed.length, meant.length) < SHORTEST_WITH_OTHER_LETTERS)
    return isAnagram(typed, meant) || leavesOutDouble(typed, meant)
  return slipsBetween(typed, meant) <= allowed
}

const SHORTEST_WITH_OTHER_LETTERS = 4
