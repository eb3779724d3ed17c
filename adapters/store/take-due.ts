import type { Card } from '../../src/domain/card.ts'
import type { Destination } from '../../src/ports/chat-platform.ts'
import {
  type Allowance,
  type DueMessage,
  HOLDS_FOR,
  type Taken,
  type Taking,
  type Urgency,
} from '../../src/ports/outbox.ts'
import { type Claims, momentOf } from './claims.ts'
import { PLACE, URGENCY } from './narrate.ts'
import type { Queryable } from './pool.ts'
import { roomConditions } from './room-conditions.ts'
import type { Schema } from './schema.ts'

/** Of two who looked at a thread at the same moment, perhaps neither has it. */
const PASSED_OVER_MS = 50

const EVERYTHING: Allowance = {
  post: { reserve: 0, full: [], answersOnly: [] },
  edit: { reserve: 0, full: [], answersOnly: [] },
}

/**
 * Takes and says what else there is in one statement; see the port.
 *
 * Two couriers may look at a thread at the same moment and see different messages as the first, so each holds all that wait
 * in it. Whoever comes second finds one of them held, or written since it looked: it has the thread another time. For that,
 * the first writes them all.
 *
 * PostgreSQL expects next to nothing to wait and joins by looking through, so what it joins is counted once and kept. Places are
 * only told apart, which is quicker byte by byte than in the order of a language.
 */
export async function take(
  database: Queryable,
  { name }: Schema,
  claims: Claims,
  { platform, now, claimMs, editsApartMs, limit, inHand = [], allowance = EVERYTHING }: Taking,
): Promise<Taken> {
  const parameters: unknown[] = [platform, now.toISOString(), claimMs, editsApartMs, inHand, limit]
  const parameter = (value: unknown): string => `$${parameters.push(value)}`
  const room = roomConditions(allowance, parameter)
  const moment = momentOf(claims, '$2::timestamptz')
  const claimant = claims.isShared
    ? `claimed_by = CASE WHEN held.is_first THEN ${parameter(claims.by)}::text ELSE claimed_by END,`
    : ''
  const { rows } = await database.query<TakenRow>(
    `WITH pending AS MATERIALIZED (
       SELECT key, xmin AS written, (${PLACE}) COLLATE "C" AS place, ${URGENCY} AS rank, ref IS NOT NULL AS is_edit, waiting_since, failures,
         coalesce(claimed_at > ${moment} - $3 * interval '1 millisecond', false) AS claimed,
         greatest(retry_at, CASE WHEN ref IS NOT NULL THEN shown_at + $4 * interval '1 millisecond' END) AS ready_at
       FROM ${name}.outbox WHERE platform = $1 AND shown_revision < revision AND NOT given_up
     ),
     waiting AS (
       SELECT *, $1 || ':' || split_part(place, ':', 2) AS channel, ready_at IS NULL OR ready_at <= $2 AS ready,
         CASE WHEN rank = 2 THEN 2 WHEN rank = 1 AND is_edit THEN 1 ELSE 0 END AS lane
       FROM pending WHERE NOT claimed
     ),
     allowed AS (
       SELECT *, ready AND ${room.goes} AS goes
       FROM waiting
     ),
     ordered AS (
       SELECT *, min(rank) FILTER (WHERE goes) OVER (PARTITION BY place) AS place_rank,
         coalesce(bool_or(NOT is_edit AND NOT goes AND failures <= ${HOLDS_FOR})
           OVER (PARTITION BY place ORDER BY lane, waiting_since, key ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), false) AS behind
       FROM allowed
     ),
     first AS (
       SELECT DISTINCT ON (place) key, place, channel, is_edit, rank, place_rank, waiting_since FROM ordered
       WHERE goes AND (is_edit OR NOT behind)
         AND NOT place = ANY ($5::text[]) AND place NOT IN (SELECT place FROM pending WHERE claimed)
       ORDER BY place, lane, waiting_since, key
     ),
     counted AS (
       SELECT ${['*', ...room.counts].join(', ')}
       FROM first
     ),
     chosen AS (
       SELECT key, place, place_rank FROM counted
       WHERE ${['true', ...room.within].join(' AND ')}
       ORDER BY place_rank, waiting_since, key LIMIT $6
     ),
     held AS (
       SELECT message.key, message.attempted, pending.place, message.key IN (SELECT key FROM chosen) AS is_first
       FROM ${name}.outbox AS message JOIN pending ON pending.key = message.key AND pending.written = message.xmin
       WHERE pending.place IN (SELECT place FROM chosen)
       FOR UPDATE OF message SKIP LOCKED
     ),
     crowd AS MATERIALIZED (SELECT place, count(*) AS size FROM pending WHERE place IN (SELECT place FROM chosen) GROUP BY place),
     whole AS MATERIALIZED (
       SELECT place FROM held GROUP BY place HAVING count(*) = (SELECT size FROM crowd WHERE crowd.place = held.place)
     ),
     written AS (
       UPDATE ${name}.outbox AS message
       SET claimed_at = CASE WHEN held.is_first THEN ${moment} ELSE claimed_at END,
         ${claimant}
         attempted = message.attempted OR held.is_first
       FROM held JOIN whole USING (place) WHERE message.key = held.key
       RETURNING message.key, destination, card, urgency, correlation_id, revision, ref, held.attempted, failures, deleted,
         waiting_since, held.is_first
     ),
     taken AS (SELECT written.*, place_rank FROM written JOIN chosen USING (key) WHERE is_first)
     SELECT (SELECT count(*) FROM waiting WHERE ready) > (SELECT count(*) FROM taken) AS is_more,
       (SELECT count(*) FROM chosen) > (SELECT count(*) FROM taken) AS passed_over,
       (SELECT min(ready_at) FROM waiting WHERE ready_at > $2) AS next_at, taken.*
     FROM (SELECT) AS always LEFT JOIN taken ON true
     ORDER BY place_rank, waiting_since, key`,
    parameters,
  )
  const [first] = rows
  return {
    messages: rows.flatMap((row) => (row.key === null ? [] : [dueFrom(row)])),
    isMore: first?.is_more ?? false,
    nextAt: first?.passed_over ? new Date(now.getTime() + PASSED_OVER_MS) : (first?.next_at ?? undefined),
  }
}

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
  readonly deleted: number | null
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
    ...(row.deleted !== null && { deleted: row.deleted }),
  }
}
