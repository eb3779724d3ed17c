import { randomUUID } from 'node:crypto'
import { erasureStream } from '../domain/erasure.ts'
import type { LogRow } from '../domain/log-chain.ts'
import type { Retained } from '../ports/retention.ts'
import { transact } from '../runtime/transact.ts'
import { type ErasingParts, eraseEvents, rowsOf } from './erase-events.ts'
import type { RowText } from './forgotten-person.ts'
import { belongsTo, type OpenThings, openThings } from './open-things.ts'
import { inSent } from './sent-events.ts'
import { withoutWords, wordless } from './without-words.ts'

/** An answer that was under way while the documents were folded may have written what it had read before. */
const FOLDS = 2

/**
 * Erases the words in events from before a moment, and in what came of them; what is open keeps its own. Interrupted, it is
 * done again and continues: `retention.applied` is appended when all of it is done.
 * @param isApplied False: only looks.
 */
export async function applyRetention(parts: ErasingParts, before: Date, isApplied: boolean): Promise<Retained> {
  const found = await lookBefore(parts, before)
  const told = { before: before.toISOString(), events: found.events, open: found.open, beside: 0 }
  if (!isApplied || (found.events === 0 && !found.isUnfinished)) return told
  const erasure = randomUUID()
  await parts.rows.chainOldRows()
  const events = await eraseEvents(parts, { erasure, because: 'retention' }, found.left)
  const beside = await eraseBeside(parts, found.gone)
  for (let folds = 0; folds < FOLDS; folds++) {
    parts.forgetMemory()
    await parts.store.rebuild()
  }
  await transact(parts.store, { correlationId: erasure, actor: 'shipmate' }, parts.clock.now(), async (transaction) => {
    await transaction.read(erasureStream(erasure))
    transaction.append(erasureStream(erasure), { type: 'retention.applied', erasure, before: told.before, events })
  })
  return { ...told, events, beside }
}

interface FoundBefore {
  readonly events: number
  readonly open: number
  /** An earlier attempt was interrupted. */
  readonly isUnfinished: boolean
  /** All that came of these is from before. */
  readonly gone: ReadonlySet<string>
  readonly left: (row: LogRow) => RowText | undefined
}

async function lookBefore({ store, audit }: ErasingParts, before: Date): Promise<FoundBefore> {
  const things = await openThings(store)
  const moment = before.toISOString()
  /** What somebody is still at: its words stay with it. */
  const recent = new Set<string>()
  const gone = new Set<string>()
  const kept = new Set<string>(things.correlations)
  let [events, open] = [0, 0]
  let isUnfinished: boolean | undefined
  for await (const row of rowsOf(audit)) {
    if (row.type === 'retention.applied') isUnfinished ??= false
    if (row.type === 'log.erased') isUnfinished ??= isOfRetention(row)
    if (row.at >= moment) recent.add(row.correlationId)
    else if (withoutWords(row.type, row.data) === undefined) gone.add(row.correlationId)
    else if (isKept(things, recent, row)) {
      kept.add(row.correlationId)
      open++
    } else {
      gone.add(row.correlationId)
      events++
    }
  }
  for (const one of [...recent, ...kept]) gone.delete(one)
  return {
    ...{ events, open, isUnfinished: isUnfinished ?? false, gone },
    left(row) {
      const data = row.at < moment && !isKept(things, recent, row) ? withoutWords(row.type, row.data) : undefined
      return data === undefined ? undefined : { ...row, data }
    },
  }
}

const isKept = (things: OpenThings, recent: ReadonlySet<string>, row: LogRow): boolean =>
  recent.has(row.correlationId) || belongsTo(things, row)

/** Somebody who is forgotten is another matter, and may be under way. */
const isOfRetention = ({ data }: LogRow): boolean =>
  (JSON.parse(data) as { readonly because: string }).because === 'retention'

function eraseBeside({ rows }: ErasingParts, gone: ReadonlySet<string>): Promise<number> {
  const isGone = (correlation: unknown): boolean => gone.has(String(correlation))
  return rows.replaceBeside({
    message: (message) => (isGone(message.correlationId) ? { ...message, card: wordless(message.card) } : message),
    said: (says) => (isGone(says.correlationId ?? says.message) ? wordless(says) : says),
    sent: (event) => inSent(event, (line) => (isGone(line.correlation) ? wordless(line) : line)),
    isGone: () => false,
  })
}
