import type { AuditLog } from '../../ports/audit-log.ts'
import { type AuditEntry, auditEntry, type Who } from './audit-entry.ts'

/** Bounds memory: events in hand at a time. */
const PAGE = 500
const MOST_NAMES = 10_000

/** What a person is called today; undefined for somebody unknown. */
type NameOf = (person: string) => Promise<string | undefined>

/** Every request, decision, refusal and effect from a moment on, in the order of the log. */
export async function* exportLog(log: AuditLog, nameOf: NameOf, since: Date | undefined): AsyncGenerator<AuditEntry> {
  const named = createNames(nameOf)
  const from = since && (await log.firstSince(since))
  if (since && from === undefined) return
  let { rows } = await log.rowsFrom(from, PAGE)
  for (let last = rows.at(-1); last; last = rows.at(-1)) {
    const openings = await log.openingsOf([...new Set(rows.map(({ stream }) => stream))])
    const opened = new Map(openings.map((opening) => [opening.stream, opening]))
    for (const row of rows) {
      const entry = since && row.at < since.toISOString() ? undefined : auditEntry(row, opened.get(row.stream))
      if (entry) yield { ...entry, who: await named(entry.who) }
    }
    rows = rows.length < PAGE ? [] : (await log.rowsFrom(last.position + 1, PAGE)).rows
  }
}

/** Names as they are now: somebody may have changed theirs since. */
function createNames(nameOf: NameOf): (who: Who) => Promise<Who> {
  const names = new Map<string, string | undefined>()
  return async (who) => {
    if (who.platform === 'shipmate') return who
    if (names.size >= MOST_NAMES) names.clear()
    if (!names.has(who.id)) names.set(who.id, await nameOf(who.id))
    const name = names.get(who.id)
    return name === undefined ? who : { ...who, name }
  }
}
