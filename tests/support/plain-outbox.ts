import type { Card } from '../../src/domain/card.ts'
import { platformOf } from '../../src/domain/ids.ts'
import type { Checkpoints } from '../../src/ports/event-store.ts'
import type { DesiredMessage, DueMessage, Outbox } from '../../src/ports/outbox.ts'

/** A row of the outbox. */
export interface ShownMessage extends DesiredMessage {
  readonly revision: number
  readonly shownRevision: number
  readonly waitingSince: number
  readonly ref?: string
  readonly shownAt?: Date
  readonly attempted: boolean
  readonly failures: number
  readonly claimedAt?: number
  readonly retryAt?: number
  readonly givenUp: boolean
}

/** The outbox in a plain map; see `plainStore`. */
export function plainOutbox(rows: Map<string, ShownMessage>, checkpoints: Checkpoints): Outbox {
  let turn = rows.size
  const change = (key: string, to: (row: ShownMessage) => ShownMessage): void => {
    const row = rows.get(key)
    if (row) rows.set(key, to(row))
  }
  const desire = (message: DesiredMessage): void => {
    const row = rows.get(message.key)
    turn += 1
    if (!row) rows.set(message.key, { ...message, ...NEW, waitingSince: turn })
    else if (!isSame(row.card, message.card) || (row.draft ?? false) !== (message.draft ?? false))
      rows.set(message.key, renewed(row, message, turn))
  }
  return {
    async narrate(messages, from, to) {
      if (!(await checkpoints.advance('narrator', from, to))) return false
      for (const message of new Map(messages.map((one) => [one.key, one])).values()) desire(message)
      return true
    },
    async updateDraft(key, card) {
      turn += 1
      change(key, (row) =>
        row.draft && !isSame(row.card, card)
          ? { ...row, card, urgency: 'progress', revision: row.revision + 1, waitingSince: sinceFor(row, turn) }
          : row,
      )
    },
    async due(platform, now, claimMs, limit, inHand = []) {
      const lifted = now.getTime() - claimMs
      for (const [key, row] of rows)
        if (row.claimedAt !== undefined && row.claimedAt <= lifted) rows.set(key, without(row, 'claimedAt'))
      const claimed = [...rows.values()].filter((row) => row.claimedAt !== undefined).map(placeOf)
      const busy = new Set<string>([...inHand, ...claimed])
      return [...rows.values()]
        .filter((row) => platformOf(placeOf(row)) === platform && isDue(row, now.getTime()) && !busy.has(placeOf(row)))
        .sort((one, other) => rank(one) - rank(other) || one.waitingSince - other.waitingSince)
        .slice(0, limit)
        .map(dueFrom)
    },
    async claim({ key, revision, attempted }, now) {
      const row = rows.get(key)
      if (!row || row.revision !== revision || row.shownRevision >= revision) return false
      if (row.claimedAt !== undefined || row.givenUp || row.attempted !== attempted) return false
      if (row.retryAt !== undefined && row.retryAt > now.getTime()) return false
      rows.set(key, { ...row, claimedAt: now.getTime(), attempted: true })
      return true
    },
    async markDelivered(key, revision, ref, now) {
      change(key, (row) => ({
        ...without(row, 'claimedAt', 'retryAt'),
        ref,
        shownAt: now,
        shownRevision: Math.max(row.shownRevision, revision),
        attempted: false,
        failures: 0,
      }))
    },
    async markFailed(key, _, retryAt) {
      change(key, (row) => ({
        ...without(row, 'claimedAt', 'retryAt'),
        ...(retryAt && { retryAt: retryAt.getTime() }),
        failures: row.failures + 1,
        givenUp: retryAt === undefined,
      }))
    },
  }
}

const NEW = { revision: 1, shownRevision: 0, attempted: false, failures: 0, givenUp: false } as const

/** A new card raises the revision and gives the message another chance; where it goes never changes. */
function renewed(row: ShownMessage, { draft, ...message }: DesiredMessage, turn: number): ShownMessage {
  return {
    ...without(row, 'draft'),
    ...message,
    ...(draft && { draft }),
    to: row.to,
    revision: row.revision + 1,
    waitingSince: row.givenUp ? turn : sinceFor(row, turn),
    failures: row.givenUp ? 0 : row.failures,
    givenUp: false,
  }
}

function sinceFor(row: ShownMessage, turn: number): number {
  return row.shownRevision === row.revision ? turn : row.waitingSince
}

function isDue(row: ShownMessage, now: number): boolean {
  if (row.shownRevision >= row.revision || row.givenUp || row.claimedAt !== undefined) return false
  return row.retryAt === undefined || row.retryAt <= now
}

const rank = ({ urgency }: ShownMessage): number => (urgency === 'progress' ? 1 : 0)

function placeOf({ to }: ShownMessage): string {
  return to.kind === 'thread' ? to.thread : to.user
}

function dueFrom({ key, to, card, urgency, correlationId, revision, ref, shownAt, ...row }: ShownMessage): DueMessage {
  const seen = { ...(ref !== undefined && { ref }), ...(shownAt && { shownAt }) }
  return { key, to, card, urgency, correlationId, revision, ...seen, attempted: row.attempted, failures: row.failures }
}

function isSame(one: Card, other: Card): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}

function without<Row extends ShownMessage>(row: Row, ...names: readonly (keyof ShownMessage)[]): Row {
  const rest = { ...row }
  for (const name of names) delete rest[name]
  return rest
}
