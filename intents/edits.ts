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
