import { sweepTables } from '../../adapters/store/housekeeping.ts'
import { schemaOf } from '../../adapters/store/schema.ts'
import { DEFAULT_SCHEMA, type OpenStore } from '../../adapters/store/store.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { StreamAppend } from '../../src/ports/event-store.ts'
import { type PastConversation, pastConversation, tasksIn } from './past-conversation.ts'

/** Large enough that trips to the database do not count, small enough for its memory. */
const BATCH = 100

export interface Grown {
  readonly events: number
  /** Spent on appending alone. */
  readonly milliseconds: number
}

/**
 * Appends conversations that are over to a log that no bot has followed yet, straight through the store, and moves what
 * follows the log to its end, as it would be after so many conversations.
 */
export async function growLog(
  { store, outbox, pool }: OpenStore<ShipmateEvent>,
  conversations: number,
): Promise<Grown> {
  const versions = new Map<string, number>()
  let milliseconds = 0
  let events = 0
  let checkpoint = 0
  for (let from = 0; from < conversations; from += BATCH) {
    const past = Array.from({ length: Math.min(BATCH, conversations - from) }, (_, i) => pastConversation(from + i))
    const began = performance.now()
    const appended = await store.append({
      streams: streamsOf(past, versions),
      correlationId: `bench-${from}`,
      actor: 'bench',
      at: new Date(),
      inboxKeys: past.flatMap(({ keys }) => keys),
    })
    milliseconds += performance.now() - began
    if (appended.kind !== 'appended') throw new Error(`the log refused the past: ${appended.kind}`)
    events += appended.events.length
    const head = appended.events.at(-1)?.position ?? checkpoint
    const replies = past.flatMap((one) => one.replies)
    if (!(await outbox.narrate(replies, checkpoint, head))) throw new Error('somebody else narrates')
    for (const reactor of ['dispatcher', 'announcer']) await store.checkpoints.advance(reactor, checkpoint, head)
    checkpoint = head
  }
  for (let task = 0; task < tasksIn(conversations); task++) await store.nextNumber('task')
  // Shown long ago; through a courier this would take minutes.
  await pool.query(`UPDATE shipmate.outbox SET shown_revision = revision, shown_at = now(), ref = 'bench:' || key`)
  // By then the server's autovacuum, or our own stand-in for it, would have been here.
  await sweepTables(pool, schemaOf(DEFAULT_SCHEMA))
  return { events, milliseconds }
}

/** One append a stream, each at the version that the ones before it have brought about. */
function streamsOf(
  past: readonly PastConversation[],
  versions: Map<string, number>,
): readonly StreamAppend<ShipmateEvent>[] {
  const parts = Map.groupBy(
    past.flatMap(({ streams }) => streams),
    ([stream]) => stream,
  )
  return [...parts].map(([stream, same]) => {
    const bodies = same.flatMap(([, events]) => events)
    const expectedVersion = versions.get(stream) ?? 0
    versions.set(stream, expectedVersion + bodies.length)
    return { stream, expectedVersion, bodies }
  })
}
