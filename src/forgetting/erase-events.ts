import { type ErasedBecause, erasureStream, leftHash } from '../domain/erasure.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import type { LogRow } from '../domain/log-chain.ts'
import type { AuditLog, NewestRows } from '../ports/audit-log.ts'
import type { Clock } from '../ports/clock.ts'
import type { EraseRows } from '../ports/erasure.ts'
import type { Store } from '../ports/event-store.ts'
import { transact } from '../runtime/transact.ts'
import type { RowText } from './forgotten-person.ts'

export interface ErasingParts {
  readonly store: Store<ShipmateEvent>
  readonly audit: AuditLog & NewestRows
  readonly rows: EraseRows
  readonly clock: Clock
  /** Makes this process read everything from the database again. */
  readonly forgetMemory: () => void
}

/** Events in hand at a time, and in one `log.erased`. */
const PAGE = 500

/**
 * Changes events, a page at a time, from the newest to the oldest: what quotes somebody comes after what they said, so an
 * interrupted erasure still finds by their words all that is left to do. What is about to change is said in the log before:
 * it verifies at every moment. Returns how many were changed.
 */
export async function eraseEvents(
  parts: ErasingParts,
  { erasure, because }: { readonly erasure: string; readonly because: ErasedBecause },
  left: (row: LogRow) => RowText | undefined,
): Promise<number> {
  let erased = 0
  for await (const page of pagesOf(parts.audit)) {
    const changed = page.flatMap((row) => {
      const text = left(row)
      return text ? [{ ...row, ...text }] : []
    })
    if (changed.length === 0) continue
    const events = changed.map((row) => ({ position: row.position, left: leftHash(row) }))
    const cause = { correlationId: erasure, actor: 'shipmate' }
    await transact(parts.store, cause, parts.clock.now(), async (transaction) => {
      await transaction.read(erasureStream(erasure))
      transaction.append(erasureStream(erasure), { type: 'log.erased', erasure, because, events })
    })
    await parts.rows.replace(changed)
    erased += changed.length
  }
  return erased
}

export async function* rowsOf(audit: NewestRows): AsyncGenerator<LogRow> {
  for await (const page of pagesOf(audit)) yield* page
}

/** What is in the log now, newest first: what is appended meanwhile is not read. */
async function* pagesOf(audit: NewestRows): AsyncGenerator<readonly LogRow[]> {
  let page = await audit.rowsBefore(undefined, PAGE, undefined)
  for (let last = page.at(-1); last; last = page.at(-1)) {
    yield page
    if (page.length < PAGE) return
    page = await audit.rowsBefore(last.position, PAGE, undefined)
  }
}
