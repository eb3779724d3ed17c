import type { Card } from '../../src/domain/card.ts'
import type { Destination } from '../../src/ports/chat-platform.ts'
import type { DueMessage, Narrated, Outbox, Taken, Taking, Urgency } from '../../src/ports/outbox.ts'
import { relaxed, type StoredCheckpoints } from './checkpoints.ts'
import { groupCommit } from './group-commit.ts'
import { lastOfEach, NARRATOR, NO_CLAIM, NOTHING_NARRATED, narrate, PLACE } from './narrate.ts'
import type { Queryable } from './pool.ts'
import { restoredUntil } from './restored-store.ts'
import type { Schema } from './schema.ts'

/**
 * A message is claimed from `take` until `markDelivered` or `markFailed`. A courier that dies in between leaves the claim and
 * `attempted` behind: the claim is no longer heeded once it is too old, and the next courier knows that the message may be
 * there already. Rows that another session works on are passed over rather than waited for, so that two who change several
 * at once never wait for each other.
 */
export function createOutbox(
  database: Queryable,
  schema: Schema,
  checkpoints: StoredCheckpoints,
  isShared: boolean,
): Outbox {
  const { name } = schema
  const until = restoredUntil(database, schema)
  const recordDelivery = groupCommit<Delivery, boolean>((deliveries) => recordDeliveries(database, schema, deliveries))
  return {
    isShared,
    async narrate(messages, from, to, claim = NO_CLAIM) {
      if (messages.length === 0) return (await checkpoints.advance(NARRATOR, from, to)) ? NOTHING_NARRATED : undefined
      let narrated: Narrated | undefined
      const mayExist = from < (await until())
      await checkpoints.moving(NARRATOR, to, async () => {
        narrated = await narrate(database, schema, lastOfEach(messages), { from, to, claim, mayExist })
        return narrated !== undefined
      })
      return narrated
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
    take: (taking) => take(database, schema, taking),
    markDelivered: (key, revision, ref, now) => recordDelivery({ key, revision, ref, at: now }),
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

/** Of two who looked at a thread at the same moment, perhaps neither has it. */
const PASSED_OVER_MS = 50

/**
 * Takes and says what else there is in one statement; see the port.
 *
 * Two couriers may look at a thread at the same moment and see different messages as the first, so each holds all that wait
 * in it. Whoever comes second finds one of them held, or written since it looked: it has the thread another time. For that,
 * the first writes them all.
 */
async function take(
  database: Queryable,
  { name }: Schema,
  { platform, now, claimMs, editsApartMs, limit, inHand = [] }: Taking,
): Promise<Taken> {
  const { rows } = await database.query<TakenRow>(
    `WITH pending AS MATERIALIZED (
       SELECT key, xmin AS written, ${PLACE} AS place, urgency = 'progress' AS later, waiting_since,
         coalesce(claimed_at > $3, false) AS claimed,
         greatest(retry_at, CASE WHEN ref IS NOT NULL THEN shown_at + $4 * interval '1 millisecond' END) AS ready_at
       FROM ${name}.outbox WHERE platform = $1 AND shown_revision < revision AND NOT given_up
     ),
     ready AS (SELECT * FROM pending WHERE NOT claimed AND (ready_at IS NULL OR ready_at <= $2)),
     first AS (
       SELECT DISTINCT ON (place) key, place, later, waiting_since FROM ready
       WHERE NOT place = ANY ($5::text[]) AND place NOT IN (SELECT place FROM pending WHERE claimed)
       ORDER BY place, later, waiting_since
     ),
     chosen AS (SELECT key, place FROM first ORDER BY later, waiting_since LIMIT $6),
     held AS (
       SELECT message.key, message.attempted, pending.place, message.key IN (SELECT key FROM chosen) AS is_first
       FROM ${name}.outbox AS message JOIN pending ON pending.key = message.key AND pending.written = message.xmin
       WHERE pending.place IN (SELECT place FROM chosen)
       FOR UPDATE OF message SKIP LOCKED
     ),
     whole AS (
       SELECT place FROM held GROUP BY place
       HAVING count(*) = (SELECT count(*) FROM pending WHERE pending.place = held.place)
     ),
     written AS (
       UPDATE ${name}.outbox AS message
       SET claimed_at = CASE WHEN held.is_first THEN $2 ELSE claimed_at END, attempted = message.attempted OR held.is_first
       FROM held JOIN whole USING (place) WHERE message.key = held.key
       RETURNING message.key, destination, card, urgency, correlation_id, revision, ref, held.attempted, failures,
         waiting_since, held.is_first
     ),
     taken AS (SELECT * FROM written WHERE is_first)
     SELECT (SELECT count(*) FROM ready) > (SELECT count(*) FROM taken) AS is_more,
       (SELECT count(*) FROM chosen) > (SELECT count(*) FROM taken) AS passed_over,
       (SELECT min(ready_at) FROM pending WHERE NOT claimed AND ready_at > $2) AS next_at, taken.*
     FROM (SELECT) AS always LEFT JOIN taken ON true
     ORDER BY urgency = 'progress', waiting_since`,
    [platform, now.toISOString(), new Date(now.getTime() - claimMs).toISOString(), editsApartMs, inHand, limit],
  )
  const [first] = rows
  return {
    messages: rows.flatMap((row) => (row.key === null ? [] : [dueFrom(row)])),
    isMore: first?.is_more ?? false,
    nextAt: first?.passed_over ? new Date(now.getTime() + PASSED_OVER_MS) : (first?.next_at ?? undefined),
  }
}

interface Delivery {
  readonly key: string
  readonly revision: number
  readonly ref: string
  readonly at: Date
}

/** @returns Of each, whether its card has changed since it was taken. */
async function recordDeliveries(
  database: Queryable,
  schema: Schema,
  deliveries: readonly Delivery[],
): Promise<readonly boolean[]> {
  const changed = await recordUnheld(database, schema, deliveries)
  const results: boolean[] = []
  // One alone may wait for its row.
  for (const one of deliveries) results.push(changed.get(one.key) ?? (await record(database, schema, one)))
  return results
}

/** By key, whether the card has changed; without those whose rows another session works on. */
async function recordUnheld(
  database: Queryable,
  { name }: Schema,
  deliveries: readonly Delivery[],
): Promise<ReadonlyMap<string, boolean>> {
  const { rows } = await database.query<{ key: string; changed: boolean }>(
    `WITH delivered AS (SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::timestamptz[]) AS new (key, revision, ref, at)),
     held AS (SELECT key FROM ${name}.outbox WHERE key = ANY ($1::text[]) FOR UPDATE SKIP LOCKED)
     UPDATE ${name}.outbox AS message SET ${asDelivered('delivered')}
     FROM ${relaxed}, held JOIN delivered USING (key) WHERE message.key = held.key
     RETURNING message.key, shown_revision < message.revision AS changed`,
    [
      deliveries.map(({ key }) => key),
      deliveries.map(({ revision }) => revision),
      deliveries.map(({ ref }) => ref),
      deliveries.map(({ at }) => at.toISOString()),
    ],
  )
  return new Map(rows.map(({ key, changed }) => [key, changed]))
}

async function record(database: Queryable, { name }: Schema, { key, revision, ref, at }: Delivery): Promise<boolean> {
  const { rows } = await database.query<{ changed: boolean }>(
    `UPDATE ${name}.outbox AS message SET ${asDelivered('delivered')}
     FROM ${relaxed}, (VALUES ($1::text, $2::int, $3::text, $4::timestamptz)) AS delivered (key, revision, ref, at)
     WHERE message.key = delivered.key
     RETURNING shown_revision < message.revision AS changed`,
    [key, revision, ref, at.toISOString()],
  )
  return rows[0]?.changed ?? false
}

const asDelivered = (delivered: string): string =>
  `ref = ${delivered}.ref, shown_at = ${delivered}.at, shown_revision = greatest(shown_revision, ${delivered}.revision),
   attempted = false, failures = 0, claimed_at = NULL, retry_at = NULL, last_failure = NULL`

interface MessageRow {
  readonly key: string
  readonly destination: Destination
  readonly card: Card
  readonly urgency: Urgency
  readonly correlation_id: string
  readonly revision: number
  readonly ref: string | null
  readonly attempted: boolean
  readonly failures: number
}

/** Nothing taken is one row without a message. */
type TakenRow = { readonly is_more: boolean; readonly passed_over: boolean; readonly next_at: Date | null } & (
  | MessageRow
  | { readonly key: null }
)

function dueFrom(row: MessageRow): DueMessage {
  return {
    key: row.key,
    to: row.destination,
    card: row.card,
    urgency: row.urgency,
    correlationId: row.correlation_id,
    revision: row.revision,
    ...(row.ref !== null && { ref: row.ref }),
    attempted: row.attempted,
    failures: row.failures,
  }
}
