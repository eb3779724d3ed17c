import type { Card } from '../../../src/domain/card.ts'
import { platformOf } from '../../../src/domain/ids.ts'
import type { Checkpoints } from '../../../src/ports/event-store.ts'
import type { DesiredMessage, DueMessage, Outbox } from '../../../src/ports/outbox.ts'
import { EMPTIED, lastOfEach, NARRATOR, NO_CLAIM } from '../narrate.ts'
import { asStored } from './as-stored.ts'
import { chooseDue, isClaimed, placeOf, rank, type ShownMessage } from './choose-due.ts'

/** The outbox in a plain map. */
export function createMemoryOutbox(rows: Map<string, ShownMessage>, checkpoints: Checkpoints): Outbox {
  let turn = rows.size
  const by = Symbol('outbox')
  const change = (key: string, to: (row: ShownMessage) => ShownMessage): void => {
    const row = rows.get(key)
    if (row) rows.set(key, to(row))
  }
  const isHeld = (key: string): boolean => [undefined, by].includes(rows.get(key)?.claimedBy)
  const changeHeld: typeof change = (key, to) => {
    if (isHeld(key)) change(key, to)
  }
  const desire = (message: DesiredMessage): void => {
    const row = rows.get(message.key)
    turn += 1
    if (!row) rows.set(message.key, { ...withoutDropped(message), ...NEW, waitingSince: turn })
    else if (!isSame(row.card, message.card) || (row.draft ?? false) !== (message.draft ?? false))
      rows.set(message.key, renewed(row, withoutDropped(message), turn))
  }
  const empty = (key: string): void => {
    turn += 1
    change(key, (row) => {
      if (isSame(row.card, EMPTIED)) return row
      const emptied = renewed(row, { ...row, card: EMPTIED }, turn)
      return row.ref === undefined && !row.attempted ? { ...emptied, shownRevision: emptied.revision } : emptied
    })
  }
  return {
    isShared: false,
    async narrate(messages, from, to, { platforms, now, limit } = NO_CLAIM) {
      if (!(await checkpoints.advance(NARRATOR, from, to))) return undefined
      const wanted = lastOfEach(messages).map(asStored)
      const before = new Map(rows)
      const busy = new Set([...rows.values()].filter(isPending).map(placeOf))
      for (const message of wanted) desire(message)
      const dropped = messages.flatMap((message) => message.dropped ?? [])
      for (const key of dropped) empty(key)
      const inOrder = wanted.toSorted((one, other) => lane(one) - lane(other))
      const firsts = new Map(inOrder.toReversed().map((one) => [placeOf(one), one.key]))
      const claimed = wanted
        .filter((one) => platforms.includes(platformOf(placeOf(one))) && firsts.get(placeOf(one)) === one.key)
        .filter((one) => !busy.has(placeOf(one)) && !before.has(one.key))
        .toSorted((one, other) => rank(one) - rank(other))
        .slice(0, limit)
        .flatMap(({ key }) => rows.get(key) ?? [])
      for (const row of claimed) rows.set(row.key, { ...row, claimedAt: now.getTime(), claimedBy: by, attempted: true })
      const others = [...wanted.map(({ key }) => key), ...dropped].filter(
        (key) => !claimed.some((row) => row.key === key),
      )
      const isMore = others.some((key) => rows.get(key)?.waitingSince !== before.get(key)?.waitingSince)
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
    async take(taking) {
      const lifted = taking.now.getTime() - taking.claimMs
      for (const [key, row] of rows)
        if (row.claimedAt !== undefined && row.claimedAt <= lifted) rows.set(key, without(row, 'claimedAt'))
      const { chosen, isMore, nextAt } = chooseDue([...rows.values()].filter(isPending), taking)
      const claim = { claimedAt: taking.now.getTime(), claimedBy: by, attempted: true }
      for (const row of chosen) rows.set(row.key, { ...row, ...claim })
      return { messages: chosen.map(dueFrom), isMore, nextAt }
    },
    async renew(keys, now) {
      for (const key of keys) changeHeld(key, (row) => (isClaimed(row) ? { ...row, claimedAt: now.getTime() } : row))
    },
    async postpone({ key, attempted }, until) {
      changeHeld(key, (row) => {
        const isLeftOut = row.ref === undefined && !attempted && isSame(row.card, EMPTIED)
        const shownRevision = isLeftOut ? row.revision : row.shownRevision
        return { ...without(row, 'claimedAt'), attempted, shownRevision, retryAt: until.getTime() }
      })
    },
    async markDelivered(key, revision, ref, now) {
      changeHeld(key, (row) => ({
        ...without(row, 'claimedAt', 'retryAt'),
        ref,
        shownAt: now,
        shownRevision: Math.max(row.shownRevision, revision),
        attempted: false,
        failures: 0,
      }))
      const row = rows.get(key)
      return row !== undefined && isHeld(key) && row.shownRevision < row.revision
    },
    async markFailed(key, _, retryAt) {
      changeHeld(key, (row) => ({
        ...without(row, 'claimedAt'),
        retryAt: retryAt.getTime(),
        failures: row.failures + 1,
      }))
    },
    async giveUp(key, revision, _, __, instead) {
      const givenUp = isHeld(key) && rows.get(key)?.revision === revision
      changeHeld(key, (row) => ({
        ...without(row, 'claimedAt', 'retryAt'),
        ...{ failures: givenUp ? row.failures + 1 : 0, givenUp },
      }))
      if (givenUp && instead && !rows.has(instead.key)) desire(asStored(instead))
      return givenUp
    },
    async postAgain(key) {
      changeHeld(key, (row) => ({
        ...without(row, 'claimedAt', 'retryAt', 'ref', 'shownAt'),
        ...{ shownRevision: 0, deleted: (row.deleted ?? 0) + 1, attempted: false, failures: 0 },
      }))
    },
  }
}

/** For a store that only this process uses: whoever held a claim is dead. */
export function liftMemoryClaims(rows: Map<string, ShownMessage>): void {
  for (const [key, row] of rows) if (isClaimed(row)) rows.set(key, without(row, 'claimedAt'))
}

const lane = ({ urgency }: DesiredMessage): number => (urgency === 'progress' ? 1 : 0)

function withoutDropped({ dropped: _, ...message }: DesiredMessage): DesiredMessage {
  return message
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

function dueFrom({ key, to, card, urgency, correlationId, revision, ref, deleted, ...row }: ShownMessage): DueMessage {
  const seen = { ...(ref !== undefined && { ref }), ...(deleted !== undefined && { deleted }) }
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
