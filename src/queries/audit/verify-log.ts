import { type ErasedEvent, leftHash } from '../../domain/erasure.ts'
import { CHAIN_START, chainHash } from '../../domain/log-chain.ts'
import type { AuditLog, ChainedRow, LogHead } from '../../ports/audit-log.ts'

/** Where the log is not what was appended. Positions are those of events. */
export type Break =
  /** It does not follow from the one before: it was altered, or something between the two was added or removed. */
  | { readonly kind: 'does-not-follow'; readonly position: number; readonly after: number | undefined }
  /** Nothing that Shipmate has appended: it has no hash. */
  | { readonly kind: 'without-hash'; readonly position: number }
  /** The log does not end where it says: what came last was removed or altered. */
  | { readonly kind: 'other-end'; readonly after: number | undefined }
  /** A head that was kept elsewhere is in it no more: somebody rewrote it. */
  | { readonly kind: 'head-is-gone'; readonly hash: string }

export interface VerifiedLog {
  readonly events: number
  /** Events from before the log was chained, and the last of them; the first hash after them covers them all. */
  readonly unchained?: { readonly events: number; readonly last: number }
  readonly head: LogHead
  /** In the order in which they were found; the first hundred, and how many there are besides. */
  readonly breaks: readonly Break[]
  readonly moreBreaks: number
  /** Events of which words or names were erased, each as the log says it was left. */
  readonly erased: number
  /** Heads that were kept elsewhere, with the event that each belongs to. */
  readonly found: ReadonlyMap<string, number>
}

/** Bounds memory: events in hand at a time. */
const PAGE = 500
const MOST_BREAKS = 100

/**
 * Reads the log from its first event to its last and computes every hash again, in bounded memory; bots may append
 * meanwhile. It continues after a break, so that an old one hides no new one.
 * @param kept Heads that were kept elsewhere.
 */
export async function verifyLog(log: AuditLog, kept: readonly string[] = []): Promise<VerifiedLog> {
  const found = new Map<string, number>()
  const breaks: Break[] = []
  let [moreBreaks, erased] = [0, 0]
  /** Altered events, with a hash of what is left of them: an erasure that comes later in the log may speak of them. */
  const altered = new Map<
    number,
    { readonly left: string; readonly hash: string; readonly after: number | undefined }
  >()
  const note = (one: Break): void => {
    if (breaks.length < MOST_BREAKS) breaks.push(one)
    else moreBreaks++
  }
  let unchained: VerifiedLog['unchained']
  let isChained = false
  let [events, hash, last] = [0, CHAIN_START, undefined as number | undefined]

  function take(row: ChainedRow): void {
    const { position } = row
    const computed = chainHash(hash, row)
    if (row.hash === null && isChained) note({ kind: 'without-hash', position })
    else if (row.hash === null) unchained = { events: events + 1, last: position }
    else if (row.hash !== computed) altered.set(position, { left: leftHash(row), hash: row.hash, after: last })
    else if (row.type === 'log.erased') erasedIn(row).forEach(accept)
    isChained ||= row.hash !== null
    if (row.hash !== null || !isChained) hash = row.hash ?? computed
    if (kept.includes(computed)) found.set(computed, position)
    ;[events, last] = [events + 1, position]
  }

  function accept({ position, left }: ErasedEvent): void {
    const one = altered.get(position)
    if (one?.left !== left) return
    altered.delete(position)
    erased++
    // The event after it rests on this hash, so a head that was kept elsewhere is that of the event as it was.
    if (kept.includes(one.hash)) found.set(one.hash, position)
  }

  let page = await log.rowsFrom(undefined, PAGE)
  for (;;) {
    for (const row of page.rows) take(row)
    // Beyond that no append has written, and positions cannot be told apart.
    if (page.rows.length < PAGE || last === undefined || !Number.isSafeInteger(last + 1)) break
    page = await log.rowsFrom(last + 1, PAGE)
  }
  for (const [position, { after }] of altered) note({ kind: 'does-not-follow', position, after })
  if (page.end !== hash) note({ kind: 'other-end', after: last })
  for (const one of kept) if (!found.has(one)) note({ kind: 'head-is-gone', hash: one })
  return {
    events,
    ...(unchained && { unchained }),
    head: { position: last ?? 0, hash },
    breaks,
    moreBreaks,
    erased,
    found,
  }
}

const erasedIn = ({ data }: ChainedRow): readonly ErasedEvent[] =>
  (JSON.parse(data) as { readonly events: readonly ErasedEvent[] }).events
