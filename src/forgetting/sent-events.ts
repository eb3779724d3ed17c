import type { JsonObject } from '../domain/event.ts'

/** What and on which evidence are sentences in a line of the audit, under names that stand for something else in events. */
const SENTENCES: Readonly<Record<string, string>> = { what: 'words', evidence: 'lines' }
const NAMED: Readonly<Record<string, string>> = { words: 'what', lines: 'evidence' }

/** A CloudEvent with what `change` makes of the line of the audit in it. */
export function inSent(event: JsonObject, change: (line: JsonObject) => JsonObject): JsonObject {
  return { ...event, data: renamed(change(renamed(event.data as JsonObject, SENTENCES)), NAMED) }
}

const renamed = (line: JsonObject, names: Readonly<Record<string, string>>): JsonObject =>
  Object.fromEntries(Object.entries(line).map(([key, value]) => [names[key] ?? key, value]))
