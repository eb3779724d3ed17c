import type { Stored } from '../domain/event.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import type { Clock } from '../ports/clock.ts'
import type { Checkpoints, EventLog } from '../ports/event-store.ts'
import { startLogLoop } from './log-loop.ts'
import type { Loop } from './loop.ts'

export interface ReactorParts {
  readonly log: EventLog<ShipmateEvent> & { readonly checkpoints: Checkpoints }
  readonly clock: Clock
  readonly onError: (error: unknown) => void
}

/**
 * Reacts to a batch and sees to the checkpoint being moved from `from` to `to`: by itself when the reaction is a
 * transaction in the same database, else after its effects, which must then bear being done again. Resolves to false when
 * somebody else had moved it meanwhile.
 */
export type React = (events: readonly Stored<ShipmateEvent>[], from: number, to: number) => Promise<boolean>

/** Given the type of an event: whether there is something to do for it. */
export type Concerns = (type: ShipmateEvent['type']) => boolean

const BATCH = 200
/** So long the checkpoint of a reactor may lag behind events that do not concern it; a restart reads them again. */
const CATCH_UP_MS = 10_000

/**
 * Follows the log from where it stopped the last time.
 */
export function startReactor(
  name: string,
  { log, clock, onError }: ReactorParts,
  react: React,
  { concerns }: { readonly concerns?: Concerns } = {},
): Loop {
  const round = async (): Promise<Date | undefined> => {
    for (;;) {
      const from = await log.checkpoints.read(name)
      const events = await log.readAll(from, BATCH)
      const last = events.at(-1)
      const moved = last === undefined || (await react(events, from, last.position))
      // What was appended meanwhile wakes the loop again.
      if (moved && events.length < BATCH) break
    }
    return concerns && new Date(clock.now().getTime() + CATCH_UP_MS)
  }
  return startLogLoop(log, { clock, round, onError }, concerns)
}
