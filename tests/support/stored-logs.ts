import { readdirSync, readFileSync } from 'node:fs'
import type { EventBody, Projection, Stored } from '../../src/domain/event.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { projections } from '../../src/domain/projections.ts'
import { upcast, upcastDocument } from '../../src/domain/upcast.ts'

const FOLDER = new URL('../fixtures/logs/', import.meta.url)

/** Logs as earlier versions wrote them. */
export const storedLogs: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.jsonl'))
  .map((file) => file.slice(0, -'.jsonl'.length))

/** As its lines stand in the file, under the names of then. */
export function readAsWritten(name: string): readonly Stored<EventBody & Record<string, unknown>>[] {
  return linesOf(`${name}.jsonl`) as readonly Stored<EventBody & Record<string, unknown>>[]
}

export function readStoredLog(name: string): readonly Stored<ShipmateEvent>[] {
  return readAsWritten(name).map((event) => ({
    ...event,
    body: upcast(event.body),
  })) as unknown as readonly Stored<ShipmateEvent>[]
}

/** What the version that wrote the log made of it. */
export function readOutcomeAsWritten(name: string): Documents {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as Documents
}

/** The same in the names of this version. */
export function readOutcome(name: string): Documents {
  const folded = readOutcomeAsWritten(name)
  return Object.fromEntries(
    Object.entries(folded).map(([projection, docs]) => [projection, upcastAll(projection, docs)]),
  )
}

function upcastAll(projection: string, docs: Documents[string]): Documents[string] {
  const entries = Object.entries(docs) as [string, { labels: unknown; doc: Record<string, unknown> }][]
  return Object.fromEntries(
    entries.map(([key, { labels, doc }]) => [key, { labels, doc: upcastDocument(projection, doc) }]),
  )
}

/** By projection and key. */
export type Documents = Readonly<Record<string, Readonly<Record<string, object>>>>

/** Every document with its labels, as the store would keep them. */
export function foldAll(events: readonly Stored<ShipmateEvent>[]): Documents {
  const all: readonly Projection<object, ShipmateEvent>[] = projections
  return Object.fromEntries(all.map((projection) => [projection.name, fold(projection, events)]))
}

function fold(projection: Projection<object, ShipmateEvent>, events: readonly Stored<ShipmateEvent>[]) {
  const docs = new Map<string, object>()
  for (const event of events) {
    for (const key of new Set(projection.keys(event))) {
      const doc = projection.apply(docs.get(key), event, key)
      if (doc) docs.set(key, doc)
      else docs.delete(key)
    }
  }
  return Object.fromEntries([...docs].map(([key, doc]) => [key, { labels: projection.labels(doc), doc }]))
}

function linesOf(file: string): readonly unknown[] {
  const text = readFileSync(new URL(file, FOLDER), 'utf8')
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown)
}
