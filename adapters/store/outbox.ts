import type { Card } from '../../src/domain/card.ts'
import { platformOf } from '../../src/domain/ids.ts'
import type { Destination } from '../../src/ports/chat-platform.ts'
import type { DesiredMessage, DueMessage, Outbox, Urgency } from '../../src/ports/outbox.ts'
import { advanceStatement, type StoredCheckpoints } from './checkpoints.ts'
import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'

/** Name of the checkpoint up to which people have been told: their messages are in the outbox. */
export const NARRATOR = 'narrator'

/** The thread or person that a message is for. */
const PLACE = `coalesce(destination ->> 'thread', destination ->> 'user')`

/**
 * A message is claimed from `claim` until `markDelivered` or `markFailed`. A courier that dies in between
 * leaves the claim and `attempted` behind: `due` lifts the claim once it is too old, and the next courier knows
 * that the message may be there already.
 */
export function createOutbox(database: Queryable, schema: Schema, checkpoints: StoredCheckpoints): Outbox {
  const { name } = schema
  return {
    async narrate(messages, from, to) {
      if (messages.length === 0) return checkpoints.advance(NARRATOR, from, to)
      return checkpoints.moving(NARRATOR, to, () => narrate(database, schema, lastOfEach(messages), from, to))
    },
    async updateDraft(key, card) {
      // The row is looked at once more when another writer was quicker, so a draft that has ended is left alone.
      await database.query(
        `UPDATE ${name}.outbox SET card = $2::text::json, urgency = 'progress', revision = revision + 1,
           waiting_since = CASE WHEN shown_revision = revision
             THEN nextval(pg_get_serial_sequence('${name}.outbox', 'waiting_since')) ELSE waiting_since END
         WHERE key = $1 AND draft AND card::text <> $2::text`,
        [key, JSON.stringify(card)],
      )
    },
    async due(platform, now, claimMs, limit, inHand = []) {
      const { rows } = await database.query<OutboxRow>(
        `WITH lifted AS (UPDATE ${name}.outbox SET claimed_at = NULL WHERE platform = $1 AND claimed_at <= $3)
         SELECT key, destination, card, urgency, correlation_id, revision, ref, shown_at, attempted, failures
         FROM ${name}.outbox
         WHERE platform = $1 AND shown_revision < revision AND NOT given_up
           AND (retry_at IS NULL OR retry_at <= $2) AND (claimed_at IS NULL OR claimed_at <= $3)
           AND NOT (${PLACE} = ANY ($5::text[]))
           AND ${PLACE} NOT IN (SELECT ${PLACE} FROM ${name}.outbox WHERE platform = $1 AND claimed_at > $3)
         ORDER BY urgency = 'progress', waiting_since LIMIT $4`,
        [platform, now.toISOString(), new Date(now.getTime() - claimMs).toISOString(), limit, inHand],
      )
      return rows.map(dueFrom)
    },
    async claim({ key, revision, attempted }, now) {
      const { rowCount } = await database.query(
        `UPDATE ${name}.outbox SET claimed_at = $3, attempted = true
         WHERE key = $1 AND revision = $2 AND shown_revision < revision AND claimed_at IS NULL AND NOT given_up
           AND attempted = $4 AND (retry_at IS NULL OR retry_at <= $3)`,
        [key, revision, now.toISOString(), attempted],
      )
      return rowCount === 1
    },
    async markDelivered(key, revision, ref, now) {
      await database.query(
        `UPDATE ${name}.outbox SET ref = $3, shown_at = $4, shown_revision = greatest(shown_revision, $2),
           attempted = false, failures = 0, claimed_at = NULL, retry_at = NULL, last_failure = NULL
         WHERE key = $1`,
        [key, revision, ref, now.toISOString()],
      )
    },
    async markFailed(key, reason, retryAt) {
      // `attempted` stays: a connection that broke does not tell whether the message got through.
      await database.query(
        `UPDATE ${name}.outbox SET failures = failures + 1, last_failure = $2, retry_at = $3,
           given_up = $3::timestamptz IS NULL, claimed_at = NULL
         WHERE key = $1`,
        [key, storable(reason), retryAt?.toISOString() ?? null],
      )
    },
  }
}

/** PostgreSQL's `text` takes every character but U+0000. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '')
}

/** For a database that only this process uses: whoever held a claim is dead. */
export async function liftAllClaims(database: Queryable, { name }: Schema): Promise<void> {
  await database.query(`UPDATE ${name}.outbox SET claimed_at = NULL WHERE claimed_at IS NOT NULL`)
}

/** Of several cards for one message only the last would be seen. */
function lastOfEach(messages: readonly DesiredMessage[]): readonly DesiredMessage[] {
  return [...new Map(messages.map((message) => [message.key, message])).values()]
}

/**
 * Moves the checkpoint and, where that was possible, sets what should be shown, in one statement. A new card raises the
 * revision and gives the message another chance; where it goes never changes.
 */
async function narrate(
  database: Queryable,
  { name }: Schema,
  messages: readonly DesiredMessage[],
  from: number,
  to: number,
): Promise<boolean> {
  const { rows } = await database.query<{ moved: number }>(
    `WITH moved AS (${advanceStatement(name)} RETURNING reactor),
     desired AS (
       INSERT INTO ${name}.outbox (key, platform, destination, card, urgency, correlation_id, draft)
       SELECT key, platform, destination::json, card::json, urgency, correlation_id, draft
       FROM moved, unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::boolean[])
         WITH ORDINALITY AS wanted (key, platform, destination, card, urgency, correlation_id, draft, turn)
       ORDER BY turn
       ON CONFLICT (key) DO UPDATE SET
         card = excluded.card, urgency = excluded.urgency, correlation_id = excluded.correlation_id,
         revision = outbox.revision + 1, draft = excluded.draft,
         waiting_since = CASE WHEN outbox.shown_revision = outbox.revision OR outbox.given_up
           THEN excluded.waiting_since ELSE outbox.waiting_since END,
         failures = CASE WHEN outbox.given_up THEN 0 ELSE outbox.failures END,
         given_up = false
       WHERE outbox.card::text <> excluded.card::text OR outbox.draft <> excluded.draft
     )
     SELECT count(*)::int AS moved FROM moved`,
    [
      NARRATOR,
      from,
      to,
      messages.map(({ key }) => key),
      messages.map(({ to: place }) => platformOf(place.kind === 'thread' ? place.thread : place.user)),
      messages.map(({ to: place }) => JSON.stringify(place)),
      messages.map(({ card }) => JSON.stringify(card)),
      messages.map(({ urgency }) => urgency),
      messages.map(({ correlationId }) => correlationId),
      messages.map(({ draft }) => draft ?? false),
    ],
  )
  return rows[0]?.moved === 1
}

interface OutboxRow {
  readonly key: string
  readonly destination: Destination
  readonly card: Card
  readonly urgency: Urgency
  readonly correlation_id: string
  readonly revision: number
  readonly ref: string | null
  readonly shown_at: Date | null
  readonly attempted: boolean
  readonly failures: number
}

function dueFrom(row: OutboxRow): DueMessage {
  return {
    key: row.key,
    to: row.destination,
    card: row.card,
    urgency: row.urgency,
    correlationId: row.correlation_id,
    revision: row.revision,
    ...(row.ref !== null && { ref: row.ref }),
    ...(row.shown_at !== null && { shownAt: row.shown_at }),
    attempted: row.attempted,
    failures: row.failures,
  }
}
