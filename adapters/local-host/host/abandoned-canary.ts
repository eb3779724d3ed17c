import { drained, withoutCanary } from './drain.ts'
import type { HostMemory } from './host-state.ts'

/** A bot that is away judges nothing: after this its canary is put back, and begun anew when the bot is there again. */
export const ALONE_MS = 15 * 60_000

/** Gives all requests back to what serves where nobody has looked after a canary for too long. */
export function putBackAbandoned(memory: HostMemory, now: Date): void {
  for (const route of memory.state().routes) {
    const { canary } = route
    if (!canary || now.getTime() - Date.parse(canary.seenAt) < ALONE_MS) continue
    const candidate = memory.instance(canary.instance)
    memory.keep({ route: withoutCanary(route), instances: candidate ? [drained(candidate, 'retiring')] : [] })
  }
}
