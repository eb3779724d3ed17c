import { type Confirmation, confirmationStream, isDue } from '../domain/confirmation.ts'
import { isOfQuestion } from '../domain/event-kinds.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import { type Handover, handoverStream, isHandoverDue } from '../domain/handover.ts'
import { confirmationFrom, handoverFrom, questionFrom } from '../domain/histories.ts'
import { confirmations, handovers, questions } from '../domain/projections.ts'
import { isOverdue, type Question, questionStream } from '../domain/question.ts'
import type { Clock } from '../ports/clock.ts'
import type { Documents, EventLog } from '../ports/event-store.ts'
import { startLogLoop } from '../runtime/log-loop.ts'
import type { Loop } from '../runtime/loop.ts'
import { transact } from '../runtime/transact.ts'

/** Expires open confirmations, questions and handovers. Those due while the bot was down expire at the start. */
export function startExpiry(
  log: EventLog<ShipmateEvent> & Documents,
  clock: Clock,
  onError: (error: unknown) => void,
): Loop {
  const round = async (): Promise<Date | undefined> => {
    const [open, asked, offered] = await Promise.all([
      log.list(confirmations, { labels: ['open'] }),
      log.list(questions, { labels: ['open'] }),
      log.list(handovers, { labels: ['open'] }),
    ])
    const now = clock.now()
    for (const confirmation of open) if (isDue(confirmation, now)) await expire(log, confirmation, now)
    for (const question of asked) if (isOverdue(question, now)) await drop(log, question, now)
    for (const handover of offered) if (isHandoverDue(handover, now)) await end(log, handover, now)
    const ends = [...open, ...asked, ...offered].map(({ expiresAt }) => Date.parse(expiresAt ?? ''))
    const next = Math.min(...ends.filter((at) => at > now.getTime()))
    return Number.isFinite(next) ? new Date(next) : undefined
  }
  return startLogLoop(log, { clock, round, onError }, isOfQuestion)
}

async function expire(log: EventLog<ShipmateEvent>, { confirmation }: Confirmation, now: Date): Promise<void> {
  const stream = confirmationStream(confirmation)
  const correlationId = (await log.readStream(stream))[0]?.correlationId ?? confirmation
  await transact(log, { correlationId, actor: 'expiry' }, now, async (transaction) => {
    const present = confirmationFrom(await transaction.read(stream))
    if (present && isDue(present, now)) transaction.append(stream, { type: 'confirmation.expired', confirmation })
  })
}

async function drop(log: EventLog<ShipmateEvent>, { question }: Question, now: Date): Promise<void> {
  const stream = questionStream(question)
  const correlationId = (await log.readStream(stream))[0]?.correlationId ?? question
  await transact(log, { correlationId, actor: 'expiry' }, now, async (transaction) => {
    const present = questionFrom(await transaction.read(stream))
    if (present && isOverdue(present, now)) transaction.append(stream, { type: 'question.dropped', question })
  })
}

async function end(log: EventLog<ShipmateEvent>, { handover }: Handover, now: Date): Promise<void> {
  const stream = handoverStream(handover)
  const correlationId = (await log.readStream(stream))[0]?.correlationId ?? handover
  await transact(log, { correlationId, actor: 'expiry' }, now, async (transaction) => {
    const present = handoverFrom(await transaction.read(stream))
    if (present && isHandoverDue(present, now)) transaction.append(stream, { type: 'handover.expired', handover })
  })
}
