import type { ShipmateEvent } from '../domain/events.ts'
import type { AuditLog } from '../ports/audit-log.ts'
import type { Clock } from '../ports/clock.ts'
import type { Checkpoints, EventLog } from '../ports/event-store.ts'
import type { DueDelivery, WebhookDelivery, WebhookOutbox } from '../ports/webhook-outbox.ts'
import type { SendWebhook } from '../ports/webhook-sender.ts'
import { auditEntry } from '../queries/audit/audit-entry.ts'
import { withoutSecrets } from '../queries/audit/without-secrets.ts'
import { type Loop, startLoop } from '../runtime/loop.ts'
import { startReactor } from '../runtime/reactor.ts'
import { cloudEvent } from './cloud-event.ts'
import { retryAt } from './retry-pause.ts'

/** Who is sent which events. */
export interface WebhookTarget {
  readonly name: string
  /** Types of events; `cicd.*` are all that start so, `*` is every one. */
  readonly types: readonly string[]
  /** Only what is about these; everything when empty. */
  readonly services: readonly string[]
  readonly send: SendWebhook
}

export interface OutgoingParts {
  readonly log: EventLog<ShipmateEvent> & { readonly checkpoints: Checkpoints }
  readonly audit: Pick<AuditLog, 'rowsFrom' | 'openingsOf' | 'firstSince'>
  readonly outbox: WebhookOutbox
  readonly clock: Clock
  readonly targets: readonly WebhookTarget[]
  readonly redact: (text: string) => string
  readonly onError: (error: unknown) => void
  readonly onFailure: (delivery: WebhookDelivery, reason: string, isGivenUp: boolean) => void
}

/** Longer than a try may take: whoever claimed it so long ago has died. */
const CLAIM_MS = 60_000
/** What another process has planned, or somebody wants sent again, is seen so soon. */
const LOOK_MS = 15_000
const MOST_AT_ONCE = 20

/**
 * Sends events of the log to whoever is configured. What is to be sent is kept in the transaction that moves the target's
 * checkpoint, and removed when it has arrived, so that a kill in between sends it again, and loses nothing.
 */
export function startOutgoingWebhooks(parts: OutgoingParts): readonly Loop[] {
  const { log, clock, onError, targets } = parts
  const startedAt = clock.now()
  const sending = startLoop({ clock, round: () => sendDue(parts), onError })
  const planning = targets.map((target) =>
    startReactor(reactorOf(target), { log, clock, onError }, async (_events, from, to) => {
      // What was in the log before the target was named is no news to it.
      const first = from === 0 ? await firstNews(parts, startedAt) : from + 1
      if (first > to) return log.checkpoints.advance(reactorOf(target), from, first - 1)
      const deliveries = await deliveriesOf(parts, target, first, to)
      const planned = await parts.outbox.plan(reactorOf(target), from, to, deliveries)
      if (deliveries.length > 0) sending.wake()
      return planned
    }),
  )
  return [...planning, sending]
}

const reactorOf = ({ name }: WebhookTarget): string => `webhook:${name}`

async function firstNews({ audit, log }: OutgoingParts, startedAt: Date): Promise<number> {
  return (await audit.firstSince(startedAt)) ?? (await log.newestPosition()) + 1
}

async function deliveriesOf(
  { audit, redact }: OutgoingParts,
  { name, types, services }: WebhookTarget,
  first: number,
  to: number,
): Promise<readonly WebhookDelivery[]> {
  const page = await audit.rowsFrom(first, to - first + 1)
  const rows = page.rows.filter(({ position, type }) => position <= to && isWanted(type, types))
  const openings = await audit.openingsOf([...new Set(rows.map(({ stream }) => stream))])
  const opened = new Map(openings.map((opening) => [opening.stream, opening]))
  return rows.flatMap((row) => {
    const entry = auditEntry(row, opened.get(row.stream))
    if (!entry || (services.length > 0 && !services.includes(entry.where.service ?? ''))) return []
    const body = cloudEvent(row, withoutSecrets(entry, redact))
    return [{ id: `${name}-${row.id}`, target: name, position: row.position, event: row.type, body }]
  })
}

function isWanted(type: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => (pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern))
}

async function sendDue(parts: OutgoingParts): Promise<Date> {
  const { outbox, clock, targets } = parts
  const names = targets.map(({ name }) => name)
  for (;;) {
    const due = await outbox.take(names, clock.now(), CLAIM_MS, MOST_AT_ONCE)
    await Promise.all(due.map((delivery) => sendOne(parts, delivery)))
    if (due.length < MOST_AT_ONCE) break
  }
  const look = new Date(clock.now().getTime() + LOOK_MS)
  const next = await outbox.nextAt(names, CLAIM_MS)
  return next && next < look ? next : look
}

async function sendOne({ outbox, clock, targets, onFailure }: OutgoingParts, delivery: DueDelivery): Promise<void> {
  const send = targets.find(({ name }) => name === delivery.target)?.send
  if (!send) return
  const result = await send(delivery, clock.now())
  if (result.kind === 'taken') return outbox.markDelivered(delivery.id)
  const again = result.kind === 'gone' ? undefined : retryAt(delivery.tries + 1, clock.now(), result.waitMs)
  onFailure(delivery, result.reason, again === undefined)
  await outbox.markFailed(delivery.id, result.reason, again)
}
