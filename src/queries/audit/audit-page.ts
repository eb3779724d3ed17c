import type { AuditLog, ChainedRow, NewestRows } from '../../ports/audit-log.ts'
import type { AuditAsked, Page } from '../../ports/web-reads.ts'
import { type AuditEntry, auditEntry } from './audit-entry.ts'

/** Events that are read for one page at most: many of them are no part of an audit. */
const MOST_READ = 1_000

/**
 * A part of the audit in the order that is asked for; a page may have fewer entries than asked for, and still a next one.
 * @param cursor The position that the page before ended with.
 */
export async function auditPage(
  log: Pick<AuditLog, 'rowsFrom' | 'openingsOf'> & NewestRows,
  asked: AuditAsked,
  cursor: number | undefined,
  limit: number,
): Promise<Page<AuditEntry>> {
  const rows = await rowsOf(log, asked, cursor)
  const openings = await log.openingsOf([...new Set(rows.map(({ stream }) => stream))])
  const opened = new Map(openings.map((opening) => [opening.stream, opening]))
  const items: AuditEntry[] = []
  for (const row of rows) {
    const entry = auditEntry(row, opened.get(row.stream))
    if (entry && isAsked(entry, asked)) items.push(entry)
    if (items.length === limit) return { items, next: String(row.position) }
  }
  const last = rows.at(-1)
  return rows.length < MOST_READ || !last ? { items } : { items, next: String(last.position) }
}

async function rowsOf(
  log: Pick<AuditLog, 'rowsFrom'> & NewestRows,
  { order, correlation }: AuditAsked,
  cursor: number | undefined,
): Promise<readonly ChainedRow[]> {
  if (order === 'newest') return log.rowsBefore(cursor, MOST_READ, correlation)
  return (await log.rowsFrom((cursor ?? 0) + 1, MOST_READ)).rows
}

function isAsked({ kind, who, where, correlation }: AuditEntry, asked: AuditAsked): boolean {
  return (
    (asked.kind === undefined || kind === asked.kind) &&
    (asked.who === undefined || who.id === asked.who || who.for === asked.who) &&
    (asked.service === undefined || where.service === asked.service) &&
    (asked.environment === undefined || where.environment === asked.environment) &&
    (asked.correlation === undefined || correlation === asked.correlation)
  )
}
