import { randomUUID } from 'node:crypto'
import type { EventBody, Projection, Stored } from '../../src/domain/event.ts'
import type { Checkpoints, Documents, EventLog, Store } from '../../src/ports/event-store.ts'
import type { Outbox } from '../../src/ports/outbox.ts'
import { plainOutbox, type ShownMessage } from './plain-outbox.ts'

/** What a database holds: any number of stores may be opened on it, as processes are on one database. */
export interface PlainTables<Body extends EventBody> {
  readonly first: number
  readonly events: Stored<Body>[]
  readonly streams: Map<string, Stored<Body>[]>
  /** When each delivery name was seen, in milliseconds. */
  readonly inbox: Map<string, number>
  readonly documents: Map<string, Map<string, Row>>
  readonly series: Map<string, number>
  readonly checkpoints: Map<string, number>
  readonly outbox: Map<string, ShownMessage>
  readonly waiting: Set<Waiting>
}

interface Waiting {
  readonly wake: () => void
  readonly concerns: (type: string) => boolean
}

interface Row {
  readonly doc: object
  readonly created: number
  readonly labels: ReadonlySet<string>
}

export interface PlainStore<Body extends EventBody> {
  readonly store: Store<Body>
  readonly outbox: Outbox
}

const INBOX_KEPT_MS = 30 * 24 * 60 * 60 * 1000
/** Logs made one after the other begin far from each other, since their positions are fencing tokens. */
const BETWEEN_LOGS = 1_000_000
let logs = 0

export function plainTables<Body extends EventBody>(): PlainTables<Body> {
  return {
    first: ++logs * BETWEEN_LOGS,
    events: [],
    streams: new Map(),
    inbox: new Map(),
    documents: new Map(),
    series: new Map(),
    checkpoints: new Map(),
    outbox: new Map(),
    waiting: new Set(),
  }
}

/** A store in plain maps: a thousand times as fast as a database, for tests that open very many. It passes the same contracts. */
export function plainStore<Body extends EventBody>(
  projections: readonly Projection<object, Body>[],
  tables: PlainTables<Body> = plainTables(),
): PlainStore<Body> {
  const checkpoints = plainCheckpoints(tables)
  const store: Store<Body> = {
    ...plainLog(projections, tables),
    ...plainDocuments(tables),
    checkpoints,
    async rebuild() {
      tables.documents.clear()
      save(tables, folded(projections, tables, tables.events))
    },
    async ping() {},
    async close() {},
  }
  return { store, outbox: plainOutbox(tables.outbox, checkpoints) }
}

function plainLog<Body extends EventBody>(
  projections: readonly Projection<object, Body>[],
  tables: PlainTables<Body>,
): EventLog<Body> {
  const { events, streams, inbox, series, waiting } = tables
  return {
    async append({ streams: wanted, correlationId, causationId, actor, at, inboxKeys = [] }) {
      if (inboxKeys.some((key) => inbox.has(key))) return { kind: 'duplicate' }
      const versionOf = (stream: string): number => streams.get(stream)?.length ?? 0
      if (wanted.some(({ stream, expectedVersion }) => versionOf(stream) !== expectedVersion))
        return { kind: 'conflict' }
      const bodies = wanted.flatMap(({ stream, bodies: all }) =>
        all.map((body, index) => ({ stream, version: versionOf(stream) + index + 1, body })),
      )
      const added = bodies.map(
        (one, index): Stored<Body> => ({
          id: randomUUID(),
          position: tables.first + events.length + index,
          ...one,
          correlationId,
          ...(causationId !== undefined && { causationId }),
          actor,
          at: at.toISOString(),
        }),
      )
      save(tables, folded(projections, tables, added))
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

interface Change {
  readonly projection: string
  readonly key: string
  readonly row: Row | undefined
}

/** What documents become by events; nothing is written before all of it is known, so that a fault leaves all as it was. */
function folded<Body extends EventBody>(
  projections: readonly Projection<object, Body>[],
  { documents }: PlainTables<Body>,
  events: readonly Stored<Body>[],
): readonly Change[] {
  const changes = new Map<string, Change & { readonly doc: object | undefined; readonly created: number }>()
  for (const event of events) {
    for (const projection of projections) {
      for (const key of new Set(projection.keys(event))) {
        const id = `${projection.name} ${key}`
        const before = changes.get(id) ?? documents.get(projection.name)?.get(key)
        const doc = projection.apply(before?.doc, event, key)
        const created = before?.doc === undefined ? event.position : before.created
        const row = doc && { doc, created, labels: new Set(projection.labels(doc)) }
        changes.set(id, { projection: projection.name, key, doc, created, row })
      }
    }
  }
  return [...changes.values()]
}

function save<Body extends EventBody>({ documents }: PlainTables<Body>, changes: readonly Change[]): void {
  for (const { projection, key, row } of changes) {
    const rows = documents.get(projection) ?? new Map<string, Row>()
    documents.set(projection, rows)
    if (row) rows.set(key, row)
    else rows.delete(key)
  }
}

function plainDocuments<Body extends EventBody>({ documents }: PlainTables<Body>): Documents {
  return {
    async get(projection, key) {
      // The projection that is asked for has also written it.
      return documents.get(projection.name)?.get(key)?.doc as never
    },
    async list(projection, { labels = [], limit } = {}) {
      const rows = [...(documents.get(projection.name)?.entries() ?? [])]
      return rows
        .filter(([, row]) => labels.every((label) => row.labels.has(label)))
        .sort(([key, one], [otherKey, other]) => other.created - one.created || (key < otherKey ? -1 : 1))
        .slice(0, limit)
        .map(([, { doc }]) => doc as never)
    },
  }
}

function plainCheckpoints<Body extends EventBody>({ checkpoints }: PlainTables<Body>): Checkpoints {
  return {
    read: async (reactor) => checkpoints.get(reactor) ?? 0,
    async advance(reactor, from, to) {
      if ((checkpoints.get(reactor) ?? 0) !== from) return false
      checkpoints.set(reactor, to)
      return true
    },
  }
}
