import type { EventBody, Projection } from '../../src/domain/event.ts'
import type { Append, AppendResult } from '../../src/ports/event-store.ts'
import { type Known, type LogEnd, look, remembered, type Wanted } from './append-known.ts'
import { write } from './append-write.ts'
import type { Database } from './database.ts'
import { numbered } from './event-rows.ts'
import type { OldNames } from './old-names.ts'
import type { Queryable } from './pool.ts'
import { type FoldedDocument, folded, touchedBy } from './project.ts'
import type { RememberedDocuments } from './remembered-documents.ts'
import type { Schema } from './schema.ts'

/**
 * Waits for its turn. Until the transaction ends nobody else appends. The position moves, so that whoever looked before it
 * and has not appended yet looks again: the documents may be others.
 */
export async function holdLog(session: Queryable, { name }: Schema): Promise<void> {
  await session.query(`UPDATE ${name}.log_head SET position = position + 1`)
}

export interface Appended<Body extends EventBody> {
  readonly results: readonly AppendResult<Body>[]
  /** What it has made of the documents. */
  readonly documents: readonly FoldedDocument[]
  /** Where the log ends now. */
  readonly head: LogEnd
}

/** What the only process that writes knows without a look. */
export interface AppendMemory {
  readonly head: LogEnd
  readonly documents: Pick<RememberedDocuments, 'known'>
}

export interface AppendParts {
  readonly memory: AppendMemory | undefined
  readonly oldNames: OldNames
}

/** With several processes the slowest of them must get its turn too. */
const TRIES_WITHOUT_HOLDING = 3

/**
 * Appends in order: each as a whole, or nothing of it with the reason. One that comes later meets what an earlier one has
 * appended. One statement looks and a second one writes everything, if the log still ends where it ended: an append
 * therefore never comes before one already read, and the log is held for no longer than one statement. With a memory the second
 * one is tried without the first.
 */
export async function append<Body extends EventBody>(
  database: Database,
  schema: Schema,
  projections: readonly Projection<object, Body>[],
  appends: readonly Append<Body>[],
  { memory, oldNames }: AppendParts,
): Promise<Appended<Body>> {
  const wanted = appends.map((one) => ({ append: one, events: numbered(one) }))
  const forgetBefore = oldNames.before(new Date(Math.max(...appends.map(({ at }) => at.getTime()))))
  const tryToAppend = (session: Queryable, known: Known) =>
    appendWhereKnown(session, schema, projections, { wanted, known, forgetBefore })
  if (memory) {
    const appended = await tryToAppend(database, remembered(memory.head, memory.documents, projections, wanted))
    if (appended) return appended
  }
  for (let tries = 0; tries < TRIES_WITHOUT_HOLDING; tries++) {
    const appended = await tryToAppend(database, await look(database, schema, projections, wanted))
    if (appended) return appended
  }
  return database.transaction(async (session) => {
    await holdLog(session, schema)
    const appended = await tryToAppend(session, await look(session, schema, projections, wanted))
    if (!appended) throw new Error('the log has grown while it was held')
    return appended
  })
}

interface Trying<Body extends EventBody> {
  readonly wanted: readonly Wanted<Body>[]
  readonly known: Known
  readonly forgetBefore: Date | undefined
}

/** Undefined when it is not as known; then nothing was written. */
async function appendWhereKnown<Body extends EventBody>(
  session: Queryable,
  schema: Schema,
  projections: readonly Projection<object, Body>[],
  { wanted, known, forgetBefore }: Trying<Body>,
): Promise<Appended<Body> | undefined> {
  const results = decided(wanted, known)
  const accepted = wanted.flatMap(({ append }, index) => {
    const result = results[index]
    return result?.kind === 'appended' ? [{ append, events: result.events }] : []
  })
  if (accepted.length === 0) return { results, documents: [], head: known.head }
  const events = accepted.flatMap((one) => one.events)
  const documents = folded(touchedBy(projections, events), known.documents)
  const head = await write(session, schema, known, { accepted, documents, forgetBefore })
  return head && { results, documents, head }
}

function decided<Body extends EventBody>(wanted: readonly Wanted<Body>[], known: Known): readonly AppendResult<Body>[] {
  let { position } = known.head
  const seen = new Set(known.seen)
  const versions = new Map(known.versions)
  return wanted.map(({ append: { inboxKeys = [], streams }, events: counted }) => {
    if (inboxKeys.some((key) => seen.has(key))) return { kind: 'duplicate' }
    if (streams.some(({ stream, expectedVersion }) => versions.get(stream) !== expectedVersion)) {
      return { kind: 'conflict' }
    }
    const before = position
    const events = counted.map((event) => ({ ...event, position: before + event.position }))
    position += events.length
    for (const key of inboxKeys) seen.add(key)
    for (const { stream, version } of events) versions.set(stream, version)
    return { kind: 'appended', events }
  })
}
