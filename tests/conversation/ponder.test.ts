import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { pondering, StoppingError } from '../../src/conversation/ponder.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { PendingMessage } from '../../src/domain/projections.ts'
import type { Store } from '../../src/ports/event-store.ts'

const stopping = new AbortController()
const parts = {
  clock: createHandClock(new Date('2026-03-02T09:00:00Z')),
  // Nothing is noted within the pause before people are shown that an answer is on its way.
  store: {} as Store<ShipmateEvent>,
  log: pino({ level: 'silent' }),
  stopping: stopping.signal,
}

test('who waits for a model that never answers is let go when the bot stops', async () => {
  const waiting = pondering(parts, {} as PendingMessage, () => new Promise(() => {}))
  stopping.abort(new StoppingError())
  await expect(waiting).rejects.toBeInstanceOf(StoppingError)
  await expect(pondering(parts, {} as PendingMessage, () => new Promise(() => {}))).rejects.toBeInstanceOf(
    StoppingError,
  )
})
