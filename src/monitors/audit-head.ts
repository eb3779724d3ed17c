import type { AuditLog, LogHead } from '../ports/audit-log.ts'
import type { Clock } from '../ports/clock.ts'
import { type Loop, startLoop } from '../runtime/loop.ts'

export interface AuditHeadParts {
  readonly audit: Pick<AuditLog, 'head'>
  readonly clock: Clock
  /** Where it is kept: outside the database. */
  readonly keep: (head: LogHead) => void
  readonly onError: (error: unknown) => void
}

const EVERY_MS = 60 * 60 * 1000

/** Writes down elsewhere, at the start and then every hour, how the log ends: a log that somebody rewrites later no longer contains that hash. */
export function startAuditHead({ audit, clock, keep, onError }: AuditHeadParts): Loop {
  let last: string | undefined
  const round = async (): Promise<Date> => {
    const head = await audit.head()
    if (head && head.hash !== last) keep(head)
    last = head?.hash
    return new Date(clock.now().getTime() + EVERY_MS)
  }
  return startLoop({ clock, round, onError })
}
