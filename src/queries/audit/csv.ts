import type { AuditEntry } from './audit-entry.ts'

/** The columns, each with what stands in it. */
const COLUMNS: Readonly<Record<string, (entry: AuditEntry) => string | number | null | undefined>> = {
  position: ({ position }) => position,
  at: ({ at }) => at,
  kind: ({ kind }) => kind,
  event: ({ event }) => event,
  platform: ({ who }) => who.platform,
  who: ({ who }) => who.id,
  name: ({ who }) => who.name,
  for: ({ who }) => who.for,
  channel: ({ where }) => where.channel,
  thread: ({ where }) => where.thread,
  service: ({ where }) => where.service,
  environment: ({ where }) => where.environment,
  what: ({ what }) => what,
  why: ({ why }) => why,
  evidence: ({ evidence }) => (evidence === undefined ? undefined : JSON.stringify(evidence)),
  correlation: ({ correlation }) => correlation,
  hash: ({ hash }) => hash,
}

export const csvHeader = (): string => lineOf(Object.keys(COLUMNS))

/** RFC 4180, ending as it says. */
export function csvLine(entry: AuditEntry): string {
  return lineOf(Object.values(COLUMNS).map((valueIn) => valueIn(entry) ?? ''))
}

function lineOf(cells: readonly (string | number)[]): string {
  return `${cells.map(cell).join(',')}\r\n`
}

/** A spreadsheet takes a text with such a start for a formula, and people type what they like: a quote before it makes it a text. */
const FORMULA = /^\s*[=+\-@\t\r|%＝＋－＠]/

function cell(value: string | number): string {
  const inert = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value)
  return /[",\r\n\t;']/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
