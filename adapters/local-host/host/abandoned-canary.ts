import { startDraining, withoutCanary } from './drain.ts'
import type { HostMemory } from './host-state.ts'

/** A bot that is down judges nothing: after this long its canary is stopped, and started again once the bot is back. */
export const ALONE_MS = 15 * 60_000

/** Sends all requests to the live release again where nobody has looked after a canary for too long. */
export function stopAbandoned(memory: HostMemory, now: Date): void {
  for (const route of memory.state().routes) {
    const { canary } = route
    if (!canary || now.getTime() - Date.parse(canary.seenAt) < ALONE_MS) continue
    const candidate = memory.instance(canary.instance)
    memory.keep({ route: withoutCanary(route), instances: candidate ? [startDraining(candidate, 'retiring')] : [] })
  }
}
