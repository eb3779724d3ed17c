import { isChangeDue, isReminderDue } from '../../domain/approvals/decide-change.ts'
import { type ChangeId, type ChangeRequest, changeStream } from '../../domain/change-request.ts'
import { isOfChange } from '../../domain/event-kinds.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import { changeFrom } from '../../domain/histories.ts'
import { changes } from '../../domain/projections.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Documents, EventLog } from '../../ports/event-store.ts'
import { correlationOf } from '../../queries/correlation.ts'
import { startLogLoop } from '../../runtime/log-loop.ts'
import type { Loop } from '../../runtime/loop.ts'
import { transact } from '../../runtime/transact.ts'

/**
 * Expires change requests and reminds those who could approve them, once. What was due while the bot was down happens at
 * the start.
 */
export function startChangeExpiry(
  log: EventLog<ShipmateEvent> & Documents,
  clock: Clock,
  onError: (error: unknown) => void,
): Loop {
  const round = async (): Promise<Date | undefined> => {
    const pending = await log.list(changes, { labels: ['pending'] })
    const now = clock.now()
    const due = pending.filter((change) => isChangeDue(change, now) || isReminderDue(change, now))
    for (const { change } of due) await settle(change, now)
    const moments = pending.flatMap(({ expiresAt, remindAt, reminded }) => [expiresAt, ...(reminded ? [] : [remindAt])])
    const next = Math.min(...moments.map((at) => Date.parse(at)).filter((at) => at > now.getTime()))
    return Number.isFinite(next) ? new Date(next) : undefined
  }

  const settle = async (change: ChangeId, now: Date): Promise<void> => {
    const stream = changeStream(change)
    const cause = { correlationId: await correlationOf(log, stream), actor: 'change-expiry' }
    await transact(log, cause, now, async (transaction) => {
      const present = changeFrom(await transaction.read(stream))
      if (!present) return
      if (isChangeDue(present, now)) transaction.append(stream, { type: 'change.expired', change })
      else if (isReminderDue(present, now))
        transaction.append(stream, { type: 'approval.reminded', change, people: stillAsked(present) })
    })
  }

  return startLogLoop(log, { clock, round, onError }, isOfChange)
}

/** Those who have not said yes. */
function stillAsked({ approvers, approvals }: ChangeRequest): readonly string[] {
  return approvers.people.filter((user) => !approvals.some(({ by }) => by === user))
}
