import type { Bus } from '../ports/bus.ts'
import type { Loop } from '../runtime/loop.ts'
import { type ReactorParts, startReactor } from '../runtime/reactor.ts'

/** What is older is no news: the log before the bus was there, or an outage of it that was long. */
const NEWS_MS = 10 * 60 * 1000

/** One request makes several events within this time; together they cost one look at the log and one checkpoint. */
const GATHER_MS = 100

/**
 * Tells the bus of every event, by its type as topic: which one it is and where it lies, so that what people wrote stays
 * in the log. After a crash, and by each of several processes, one may be told twice.
 */
export function startEventPublisher(parts: ReactorParts, bus: Bus): Loop {
  const { log, clock } = parts
  return startReactor('announcer', { ...parts, log: gathering(parts) }, async (events, from, to) => {
    const newsSince = clock.now().getTime() - NEWS_MS
    for (const { id, position, stream, body, correlationId, at } of events) {
      if (Date.parse(at) < newsSince) continue
      await bus.publish(body.type, { id, position, stream, correlationId, at })
    }
    return log.checkpoints.advance('announcer', from, to)
  })
}

/** The same log, which wakes its reader a moment after the first of several appends. */
function gathering({ log, clock }: ReactorParts): ReactorParts['log'] {
  return {
    ...log,
    onAppended(wake) {
      let isDue = false
      return log.onAppended(() => {
        if (isDue) return
        isDue = true
        clock.at(new Date(clock.now().getTime() + GATHER_MS), () => {
          isDue = false
          wake()
        })
      })
    },
  }
}
