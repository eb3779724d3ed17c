import type { Bus } from '../ports/bus.ts'
import type { Loop } from '../runtime/loop.ts'
import { type ReactorParts, startReactor } from '../runtime/reactor.ts'

/** Older events are not published: they predate the bus, or a long outage of it. */
const NEWS_MS = 10 * 60 * 1000

/** One request causes several events within this time; together they cost one read of the log and one checkpoint. */
const GATHER_MS = 100

/**
 * Publishes every event on the bus, with its type as topic: only its id and position, so that what people wrote stays in
 * the log. After a crash, or with several processes, an event may be published twice.
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
