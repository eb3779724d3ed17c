import { readdirSync, readFileSync } from 'node:fs'
import type { Projection, Stored } from '../../src/domain/event.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { projections } from '../../src/domain/projections.ts'

const FOLDER = new URL('../fixtures/logs/', import.meta.url)

/** Logs as earlier versions wrote them. */
export const storedLogs: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.jsonl'))
  .map((file) => file.slice(0, -'.jsonl'.length))

export function readStoredLog(name: string): readonly Stored<ShipmateEvent>[] {
  return linesOf(`${name}.jsonl`) as readonly Stored<ShipmateEvent>[]
}

/** What the version that wrote the log made of it. */
export function readOutcome(name: string): Documents {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as Documents
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
