import type { ShipmateEvent } from '../domain/events.ts'
import type { CorrelationId } from '../domain/ids.ts'
import type { EventLog } from '../ports/event-store.ts'

/** What a question or confirmation belongs to: one id from the first message to the last reply. */
export async function correlationOf(log: EventLog<ShipmateEvent>, stream: string): Promise<CorrelationId> {
  const [first] = await log.readStream(stream)
  return first?.correlationId ?? stream
}
