import type { ShipmateEvent } from '../domain/events.ts'
import type { EventLog } from '../ports/event-store.ts'
import { type Loop, type LoopParts, startLoop } from './loop.ts'

/**
 * A loop that every append wakes too.
 *
 * @param concerns Given the type of an event: whether there may be something to do for it. Left out: for all.
 */
export function startLogLoop(
  log: Pick<EventLog<ShipmateEvent>, 'onAppended'>,
  parts: LoopParts,
  concerns?: (type: ShipmateEvent['type']) => boolean,
): Loop {
  const loop = startLoop(parts)
  const unsubscribe = log.onAppended(loop.wake, concerns)
  return {
    ...loop,
    async stop() {
      unsubscribe()
      await loop.stop()
    },
  }
}
