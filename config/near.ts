import { closest, distance } from 'fastest-levenshtein'

/** How many letters may differ for one name to be taken as a slip for another. */
const furthestSlip = (typed: string): number => Math.max(1, Math.floor(typed.length / 3))

/** A sentence that offers the name that was probably meant, or lists those there are. */
export function suggest(typed: string, known: readonly string[]): string {
  if (known.length === 0) return 'There are none to choose from.'
  const wanted = typed.toLowerCase()
  const near = known.find((name) => name.startsWith(wanted)) ?? closest(wanted, [...known])
  const isSlip = near.startsWith(wanted) || distance(wanted, near.toLowerCase()) <= furthestSlip(typed)
  return isSlip ? `Did you mean '${near}'?` : `Known: ${[...known].sort().join(', ')}.`
}
