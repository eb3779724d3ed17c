import type { AuditLog } from '../../ports/audit-log.ts'
import type { Page } from '../../ports/web-reads.ts'
import { type AuditEntry, auditEntry } from './audit-entry.ts'

/** Events that are read for one page at most: many of them are no part of an audit. */
const MOST_READ = 1_000

/** A part of the audit in the order of the log; a page may have fewer entries than asked for, and still a next one. */
export async function auditPage(log: AuditLog, after: number, limit: number): Promise<Page<AuditEntry>> {
  const { rows } = await log.rowsFrom(after + 1, MOST_READ)
  const openings = await log.openingsOf([...new Set(rows.map(({ stream }) => stream))])
  const opened = new Map(openings.map((opening) => [opening.stream, opening]))
  const items: AuditEntry[] = []
  for (const row of rows) {
    const entry = auditEntry(row, opened.get(row.stream))
    if (entry) items.push(entry)
    if (items.length === limit) return { items, next: String(row.position) }
  }
  const last = rows.at(-1)
  return rows.length < MOST_READ || !last ? { items } : { items, next: String(last.position) }
}
