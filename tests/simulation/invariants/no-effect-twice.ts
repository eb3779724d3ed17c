import type { CreateInvariant } from '../invariant.ts'

/** Users are switched once for a task, and never by a worker that a newer one has replaced. */
export const noEffectTwice: CreateInvariant = (_, { checked, broken }) => {
  const switchedBy = new Set<string>()
  const tokens = new Map<string, number>()
  return {
    switched({ task, service, environment, fencingToken }) {
      checked()
      const place = `${service}/${environment}`
      if (switchedBy.has(task)) broken(`${task} switched ${place} twice`)
      const newest = tokens.get(place) ?? 0
      if (fencingToken <= newest) broken(`${task} switched ${place} with token ${fencingToken} after ${newest}`)
      switchedBy.add(task)
      tokens.set(place, fencingToken)
    },
  }
}
