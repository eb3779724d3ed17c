import { weigh } from '../shared/weight.ts'

/** One way of writing a value: what stands behind its key, and the lines below. */
export type Candidate = string

/** The cheapest; of equals the first. */
export function cheapest(first: Candidate, ...others: readonly (Candidate | undefined)[]): Candidate {
  let best = first
  let weight: number | undefined
  for (const other of others) {
    if (other === undefined) continue
    weight ??= weigh(best)
    const own = weigh(other)
    if (own < weight) [best, weight] = [other, own]
  }
  return best
}
