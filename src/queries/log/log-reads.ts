import type { Permissions } from '../../access/permissions.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import type { UserId } from '../../domain/ids.ts'
import { people } from '../../domain/projections.ts'
import type { AuditLog, ChainedRow, NewestRows } from '../../ports/audit-log.ts'
import type { Documents, EventLog } from '../../ports/event-store.ts'
import type { EventsAsked, LogReads, SeenEvent } from '../../ports/log-reads.ts'
import { NotAllowedError, type Page } from '../../ports/web-reads.ts'
import { exportLines } from '../audit/export-lines.ts'
import { exportLog } from '../audit/export-log.ts'
import { isAsked, seenEvent } from './seen-event.ts'

export interface LogReadsParts {
  readonly store: Pick<EventLog<ShipmateEvent>, 'newestPosition' | 'onAppended'> & Documents
  readonly auditLog: AuditLog & NewestRows
  readonly permissions: Pick<Permissions, 'decide'>
}

/** What the audit takes: the log tells of everything everywhere, too. */
const EVERYTHING = { intent: 'audit.read', effect: 'danger' } as const

/** Events that are looked through for one page at most. */
const MOST_READ = 1_000
/** Of those that come live: what a reader gets at a time. */
const AT_A_TIME = 200

export function createLogReads({ store, auditLog, permissions }: LogReadsParts): LogReads {
  const allow = async (by: UserId): Promise<void> => {
    const decision = await permissions.decide({ user: by, groups: [] }, EVERYTHING)
    if (decision.kind === 'refused') throw new NotAllowedError(decision.sentence)
  }
  const seen = async (rows: readonly ChainedRow[], asked: EventsAsked): Promise<readonly SeenEvent[]> => {
    const openings = await auditLog.openingsOf([...new Set(rows.map(({ stream }) => stream))])
    const opened = new Map(openings.map((opening) => [opening.stream, opening]))
    return rows.map((row) => seenEvent(row, opened.get(row.stream))).filter((event) => isAsked(event, asked))
  }
  return {
    async events(by, asked, before, limit) {
      await allow(by)
      const rows = await auditLog.rowsBefore(before, MOST_READ, asked.correlation)
      return pageOf(await seen(rows, asked), rows, limit)
    },
    async eventsAfter(by, asked, after) {
      await allow(by)
      if (after === undefined) return { items: [], read: await store.newestPosition(), isMore: false }
      const { rows } = await auditLog.rowsFrom(after + 1, AT_A_TIME)
      const read = rows.at(-1)?.position ?? after
      return { items: await seen(rows, asked), read, isMore: rows.length === AT_A_TIME }
    },
    async exportedAudit(by, { format, since }, redact) {
      await allow(by)
      const nameOf = async (person: string) => (await store.get(people, person))?.name
      return exportLines(exportLog(auditLog, nameOf, since), format, redact)
    },
    onAppended: (wake) => store.onAppended(wake),
  }
}

/** A page may hold fewer than asked for, and still have a next one: so much was looked through. */
function pageOf(events: readonly SeenEvent[], rows: readonly ChainedRow[], limit: number): Page<SeenEvent> {
  const items = events.slice(0, limit)
  const last = events.length > limit ? items.at(-1) : rows.length === MOST_READ ? rows.at(-1) : undefined
  return last ? { items, next: String(last.position) } : { items }
}
