import { randomUUID } from 'node:crypto'
import type { EventBody, Projection, Stored } from '../../../src/domain/event.ts'
import type { Append, EventLog } from '../../../src/ports/event-store.ts'
import { asStored } from './as-stored.ts'
import { foldedInMemory, saveInMemory } from './memory-documents.ts'
import type { MemoryTables } from './memory-tables.ts'

const INBOX_KEPT_MS = 30 * 24 * 60 * 60 * 1000

/** The log in plain arrays. One append is one turn of the process, so that none comes between its look and its writing. */
export function createMemoryLog<Body extends EventBody>(
  projections: readonly Projection<object, Body>[],
  tables: MemoryTables<Body>,
): EventLog<Body> {
  const { events, streams, inbox, series, waiting } = tables
  const versionOf = (stream: string): number => streams.get(stream)?.length ?? 0

  const numbered = ({
    streams: wanted,
    correlationId,
    causationId,
    actor,
    at,
  }: Append<Body>): readonly Stored<Body>[] =>
    wanted
      .flatMap(({ stream, bodies }) =>
        bodies.map((body, index) => ({ stream, version: versionOf(stream) + index + 1, body: asStored(body) })),
      )
      .map((one, index) => ({
        id: randomUUID(),
        position: tables.first + events.length + index,
        ...one,
        correlationId,
        ...(causationId !== undefined && { causationId }),
        actor,
        at: at.toISOString(),
      }))

  return {
    async append(append) {
      const { streams: wanted, at, inboxKeys = [] } = append
      if (inboxKeys.some((key) => inbox.has(key))) return { kind: 'duplicate' }
      if (wanted.some(({ stream, expectedVersion }) => versionOf(stream) !== expectedVersion))
        return { kind: 'conflict' }
      const added = numbered(append)
      saveInMemory(tables, foldedInMemory(projections, tables, added))
      for (const event of added) {
        events.push(event)
        streams.set(event.stream, [...(streams.get(event.stream) ?? []), event])
      }
      remember(inbox, inboxKeys, at.getTime())
      const types = added.map(({ body }) => body.type)
      for (const one of waiting) if (types.some(one.concerns)) queueMicrotask(() => waiting.has(one) && one.wake())
      return { kind: 'appended', events: added }
    },
    readStream: async (stream) => streams.get(stream) ?? [],
    async readAll(after, limit) {
      const start = Math.max(0, after - tables.first + 1)
      return events.slice(start, start + limit)
    },
    newestPosition: async () => events.at(-1)?.position ?? 0,
    async nextNumber(name) {
      const next = (series.get(name) ?? 0) + 1
      series.set(name, next)
      return next
    },
    onAppended(wake, concerns: (type: Body['type']) => boolean = () => true) {
      const own = { wake, concerns: concerns as (type: string) => boolean }
      waiting.add(own)
      return () => waiting.delete(own)
    },
  }
}

function remember(inbox: Map<string, number>, keys: readonly string[], at: number): void {
  if (keys.length === 0) return
  for (const [key, seen] of inbox) if (seen < at - INBOX_KEPT_MS) inbox.delete(key)
  for (const key of keys) inbox.set(key, at)
}
