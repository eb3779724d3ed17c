import type { WebhookOutbox } from '../../src/ports/webhook-outbox.ts'
import { advanceStatement, type StoredCheckpoints } from './checkpoints.ts'
import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'

/** For people: nobody reads more. */
const MOST_LISTED = 1_000

export function createWebhookOutbox(
  database: Queryable,
  { name }: Schema,
  checkpoints: StoredCheckpoints,
): WebhookOutbox {
  const table = `${name}.webhook_delivery`
  return {
    async plan(reactor, from, to, deliveries) {
      if (deliveries.length === 0) return checkpoints.advance(reactor, from, to)
      return checkpoints.moving(reactor, to, async () => {
        const { rows } = await database.query<{ moved: number }>(
          `WITH moved AS (${advanceStatement(name, 'durable')} RETURNING reactor),
           planned AS (
             INSERT INTO ${table} (id, target, position, event, body)
             SELECT given.* FROM moved, unnest($4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[]) AS given
             ON CONFLICT DO NOTHING
           )
           SELECT count(*)::int AS moved FROM moved`,
          [
            reactor,
            from,
            to,
            deliveries.map(({ id }) => id),
            deliveries.map(({ target }) => target),
            deliveries.map(({ position }) => position),
            deliveries.map(({ event }) => event),
            deliveries.map(({ body }) => body),
          ],
        )
        return rows[0]?.moved === 1
      })
    },
    async take(targets, now, claimMs, limit) {
      const { rows } = await database.query<DueRow>(
        `WITH due AS (
           SELECT id FROM ${table}
           WHERE target = ANY ($1::text[]) AND NOT given_up AND coalesce(retry_at <= $2, true)
             AND coalesce(claimed_at <= $3, true)
           ORDER BY position LIMIT $4 FOR UPDATE SKIP LOCKED
         )
         UPDATE ${table} AS delivery SET claimed_at = $2 FROM due WHERE delivery.id = due.id
         RETURNING delivery.id, target, position, event, body, tries`,
        [targets, now.toISOString(), new Date(now.getTime() - claimMs).toISOString(), limit],
      )
      return rows.map(({ position, ...row }) => ({ ...row, position: Number(position) }))
    },
    async nextAt(targets, claimMs) {
      const { rows } = await database.query<{ next: Date | null }>(
        `SELECT min(greatest(retry_at, claimed_at + $2 * interval '1 millisecond')) AS next FROM ${table}
         WHERE target = ANY ($1::text[]) AND NOT given_up`,
        [targets, claimMs],
      )
      return rows[0]?.next ?? undefined
    },
    async markDelivered(id) {
      await database.query(`DELETE FROM ${table} WHERE id = $1`, [id])
    },
    async markFailed(id, reason, retryAt) {
      await database.query(
        `UPDATE ${table} SET tries = tries + 1, claimed_at = NULL, last_failure = $2, retry_at = $3::timestamptz,
           given_up = $3::timestamptz IS NULL
         WHERE id = $1`,
        [id, reason, retryAt?.toISOString() ?? null],
      )
    },
    async list() {
      const { rows } = await database.query<ListedRow>(
        `SELECT id, target, position, event, tries, retry_at, given_up, last_failure FROM ${table}
         ORDER BY given_up DESC, position LIMIT ${MOST_LISTED}`,
        [],
      )
      return rows.map(({ id, target, position, event, tries, ...row }) => ({
        ...{ id, target, event, tries, position: Number(position), lastFailure: row.last_failure },
        state: row.given_up ? ('given-up' as const) : ('waiting' as const),
        retryAt: row.retry_at?.toISOString() ?? null,
      }))
    },
    async resend(id) {
      const { rowCount } = await database.query(
        `UPDATE ${table} SET tries = 0, given_up = false, retry_at = NULL WHERE id = $1`,
        [id],
      )
      return rowCount === 1
    },
  }
}

interface DueRow {
  readonly id: string
  readonly target: string
  readonly position: string
  readonly event: string
  readonly body: string
  readonly tries: number
}

interface ListedRow extends Omit<DueRow, 'body'> {
  readonly retry_at: Date | null
  readonly given_up: boolean
  readonly last_failure: string | null
}
