import type { Card } from '../../../src/domain/card.ts'
import { platformOf } from '../../../src/domain/ids.ts'
import type { Checkpoints } from '../../../src/ports/event-store.ts'
import type { DesiredMessage, DueMessage, Outbox } from '../../../src/ports/outbox.ts'
import { lastOfEach, NARRATOR, NO_CLAIM } from '../narrate.ts'
import { asStored } from './as-stored.ts'

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

/** The outbox in a plain map. */
export function createMemoryOutbox(rows: Map<string, ShownMessage>, checkpoints: Checkpoints): Outbox {
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
    isShared: false,
    async narrate(messages, from, to, { platforms, now, limit } = NO_CLAIM) {
      if (!(await checkpoints.advance(NARRATOR, from, to))) return undefined
      const wanted = lastOfEach(messages).map(asStored)
      const before = new Map(rows)
      const busy = new Set([...rows.values()].filter(isPending).map(placeOf))
      for (const message of wanted) desire(message)
      const inOrder = wanted.toSorted((one, other) => rank(one) - rank(other))
      const firsts = new Map(inOrder.toReversed().map((one) => [placeOf(one), one.key]))
      const claimed = wanted
        .filter((one) => platforms.includes(platformOf(placeOf(one))) && firsts.get(placeOf(one)) === one.key)
        .filter((one) => !busy.has(placeOf(one)) && !before.has(one.key))
        .slice(0, limit)
        .flatMap(({ key }) => rows.get(key) ?? [])
      for (const row of claimed) rows.set(row.key, { ...row, claimedAt: now.getTime(), attempted: true })
      const others = wanted.filter(({ key }) => !claimed.some((row) => row.key === key))
      const isMore = others.some(({ key }) => rows.get(key)?.waitingSince !== before.get(key)?.waitingSince)
      return { claimed: claimed.map(dueFrom), isMore }
    },
    async updateDraft(key, card) {
      turn += 1
      change(key, (row) =>
        row.draft && !isSame(row.card, card)
          ? { ...row, card, urgency: 'progress', revision: row.revision + 1, waitingSince: sinceFor(row, turn) }
          : row,
      )
    },
    async take({ platform, now, claimMs, editsApartMs, limit, inHand = [] }) {
      const lifted = now.getTime() - claimMs
      for (const [key, row] of rows)
        if (row.claimedAt !== undefined && row.claimedAt <= lifted) rows.set(key, without(row, 'claimedAt'))
      const pending = [...rows.values()].filter((row) => platformOf(placeOf(row)) === platform && isPending(row))
      const busy = new Set<string>([...inHand, ...pending.filter(isClaimed).map(placeOf)])
      const free = pending.filter((row) => !isClaimed(row))
      const ready = free
        .filter((row) => readyAt(row, editsApartMs) <= now.getTime())
        .sort((one, other) => rank(one) - rank(other) || one.waitingSince - other.waitingSince)
      const firsts = new Map(ready.toReversed().map((row) => [placeOf(row), row]))
      const taken = ready.filter((row) => firsts.get(placeOf(row)) === row && !busy.has(placeOf(row))).slice(0, limit)
      for (const row of taken) rows.set(row.key, { ...row, claimedAt: now.getTime(), attempted: true })
      const waits = free.map((row) => readyAt(row, editsApartMs)).filter((at) => at > now.getTime())
      return {
        messages: taken.map(dueFrom),
        isMore: ready.length > taken.length,
        nextAt: waits.length > 0 ? new Date(Math.min(...waits)) : undefined,
      }
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
      const row = rows.get(key)
      return row !== undefined && row.shownRevision < row.revision
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

/** For a store that only this process uses: whoever held a claim is dead. */
export function liftMemoryClaims(rows: Map<string, ShownMessage>): void {
  for (const [key, row] of rows) if (isClaimed(row)) rows.set(key, without(row, 'claimedAt'))
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

const isPending = (row: ShownMessage): boolean => row.shownRevision < row.revision && !row.givenUp

const isClaimed = ({ claimedAt }: ShownMessage): boolean => claimedAt !== undefined

function readyAt({ retryAt = 0, ref, shownAt }: ShownMessage, editsApartMs: number): number {
  return Math.max(retryAt, ref === undefined || !shownAt ? 0 : shownAt.getTime() + editsApartMs)
}

const rank = ({ urgency }: DesiredMessage): number => (urgency === 'progress' ? 1 : 0)

function placeOf({ to }: DesiredMessage): string {
  return to.kind === 'thread' ? to.thread : to.user
}

function dueFrom({ key, to, card, urgency, correlationId, revision, ref, ...row }: ShownMessage): DueMessage {
  const seen = { ...(ref !== undefined && { ref }) }
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
