import type { Narrated, Outbox } from '../../src/ports/outbox.ts'
import { relaxed, type StoredCheckpoints } from './checkpoints.ts'
import { type Claims, claimant, stillHeld } from './claims.ts'
import { giveUp } from './give-up.ts'
import { groupCommit } from './group-commit.ts'
import { EMPTIED, lastOfEach, NARRATOR, NO_CLAIM, NOTHING_NARRATED, narrate } from './narrate.ts'
import type { Queryable } from './pool.ts'
import { restoredUntil } from './restored-store.ts'
import type { Schema } from './schema.ts'
import { take } from './take-due.ts'

/**
 * A message is claimed from `take` until `markDelivered` or `markFailed`. A courier that dies in between leaves the claim and
 * `attempted` behind: the claim is no longer heeded once it is too old, and the next courier knows that the message may be
 * there already. Where processes share the outbox, nothing of a try is recorded for one whose claim has passed to another. Rows that another session works on are passed over rather than waited for, so that two who change several
 * at once never wait for each other.
 */
export function createOutbox(
  database: Queryable,
  schema: Schema,
  checkpoints: StoredCheckpoints,
  claims: Claims,
): Outbox {
  const { name } = schema
  const until = restoredUntil(database, schema)
  const recordDelivery = groupCommit<Delivery, boolean>((deliveries) =>
    recordDeliveries(database, schema, claims, deliveries),
  )
  return {
    isShared: claims.isShared,
    async narrate(messages, from, to, claim = NO_CLAIM) {
      if (messages.length === 0) return (await checkpoints.advance(NARRATOR, from, to)) ? NOTHING_NARRATED : undefined
      let narrated: Narrated | undefined
      const mayExist = from < (await until())
      await checkpoints.moving(NARRATOR, to, async () => {
        narrated = await narrate(database, schema, claims, lastOfEach(messages), { from, to, claim, mayExist })
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
    take: (taking) => take(database, schema, claims, taking),
    renew: (keys) => renew(database, schema, claims, keys),
    markDelivered: (key, revision, ref, now) => recordDelivery({ key, revision, ref, at: now }),
    async postpone({ key, attempted }, until) {
      // A part that its message has no more meanwhile, and that was never posted, is left out as it would have been then.
      await database.query(
        `UPDATE ${name}.outbox SET claimed_at = NULL, attempted = $2, retry_at = $3,
           shown_revision = CASE WHEN ref IS NULL AND NOT $2::boolean AND card::text = $4 THEN revision ELSE shown_revision END
         WHERE key = $1 AND ${stillHeld(claims, '$5')}`,
        [key, attempted, until.toISOString(), JSON.stringify(EMPTIED), ...claimant(claims)],
      )
    },
    async markFailed(key, reason, retryAt) {
      // `attempted` stays: a connection that broke does not tell whether the message got through.
      await database.query(
        `UPDATE ${name}.outbox SET failures = failures + 1, last_failure = $2, retry_at = $3, claimed_at = NULL
         WHERE key = $1 AND ${stillHeld(claims, '$4')}`,
        [key, storable(reason), retryAt.toISOString(), ...claimant(claims)],
      )
    },
    giveUp: (key, revision, why, reason, instead) =>
      giveUp(database, schema, claims, { key, revision, why, reason: storable(reason), instead }),
    async postAgain(key) {
      await database.query(
        `UPDATE ${name}.outbox SET ref = NULL, shown_revision = 0, shown_at = NULL, deleted = coalesce(deleted, 0) + 1,
           attempted = false, failures = 0, retry_at = NULL, claimed_at = NULL
         WHERE key = $1 AND ${stillHeld(claims, '$2')}`,
        [key, ...claimant(claims)],
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

/** Only claims of this process, and not those whose rows another session works on: they are renewed the next time. */
async function renew(database: Queryable, { name }: Schema, claims: Claims, keys: readonly string[]): Promise<void> {
  // Nobody else heeds them.
  if (!claims.isShared) return
  await database.query(
    `WITH held AS (
       SELECT key FROM ${name}.outbox
       WHERE key = ANY ($1::text[]) AND claimed_at IS NOT NULL AND claimed_by = $2 FOR UPDATE SKIP LOCKED
     )
     UPDATE ${name}.outbox AS message SET claimed_at = clock_timestamp() FROM ${relaxed}, held WHERE message.key = held.key`,
    [keys, claims.by],
  )
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
  claims: Claims,
  deliveries: readonly Delivery[],
): Promise<readonly boolean[]> {
  const changed = await recordUnheld(database, schema, claims, deliveries)
  const results: boolean[] = []
  // One alone may wait for its row.
  for (const one of deliveries) results.push(changed.get(one.key) ?? (await record(database, schema, claims, one)))
  return results
}

/** By key, whether the card has changed; without those whose rows another session works on, or another process has claimed. */
async function recordUnheld(
  database: Queryable,
  { name }: Schema,
  claims: Claims,
  deliveries: readonly Delivery[],
): Promise<ReadonlyMap<string, boolean>> {
  const { rows } = await database.query<{ key: string; changed: boolean }>(
    `WITH delivered AS (SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::timestamptz[]) AS new (key, revision, ref, at)),
     held AS (SELECT key FROM ${name}.outbox WHERE key = ANY ($1::text[]) AND ${stillHeld(claims, '$5')}
       FOR UPDATE SKIP LOCKED)
     UPDATE ${name}.outbox AS message SET ${asDelivered('delivered')}
     FROM ${relaxed}, held JOIN delivered USING (key) WHERE message.key = held.key
     RETURNING message.key, shown_revision < message.revision AS changed`,
    [
      deliveries.map(({ key }) => key),
      deliveries.map(({ revision }) => revision),
      deliveries.map(({ ref }) => ref),
      deliveries.map(({ at }) => at.toISOString()),
      ...claimant(claims),
    ],
  )
  return new Map(rows.map(({ key, changed }) => [key, changed]))
}

async function record(
  database: Queryable,
  { name }: Schema,
  claims: Claims,
  { key, revision, ref, at }: Delivery,
): Promise<boolean> {
  const { rows } = await database.query<{ changed: boolean }>(
    `UPDATE ${name}.outbox AS message SET ${asDelivered('delivered')}
     FROM ${relaxed}, (VALUES ($1::text, $2::int, $3::text, $4::timestamptz)) AS delivered (key, revision, ref, at)
     WHERE message.key = delivered.key AND ${stillHeld(claims, '$5')}
     RETURNING shown_revision < message.revision AS changed`,
    [key, revision, ref, at.toISOString(), ...claimant(claims)],
  )
  return rows[0]?.changed ?? false
}

const asDelivered = (delivered: string): string =>
  `ref = ${delivered}.ref, shown_at = ${delivered}.at, shown_revision = greatest(shown_revision, ${delivered}.revision),
   attempted = false, failures = 0, claimed_at = NULL, retry_at = NULL, last_failure = NULL`
