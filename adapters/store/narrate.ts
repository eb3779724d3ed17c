import type { Card } from '../../src/domain/card.ts'
import { platformOf } from '../../src/domain/ids.ts'
import type { Claim, DesiredMessage, DueMessage, Narrated } from '../../src/ports/outbox.ts'
import { advanceStatement } from './checkpoints.ts'
import { type Claims, momentOf } from './claims.ts'
import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'

/** Name of the checkpoint up to which people have been told: their messages are in the outbox. */
export const NARRATOR = 'narrator'

/** The thread or person that a message is for. */
const placeIn = (destination: string): string => `coalesce(${destination} ->> 'thread', ${destination} ->> 'user')`
export const PLACE = placeIn('destination')

/** The most urgent first; what another version may call more urgent than progress counts as an answer. */
export const URGENCY = `CASE urgency WHEN 'decision' THEN 0 WHEN 'progress' THEN 2 ELSE 1 END`

/** Of several cards for one message only the last would be seen. */
export function lastOfEach(messages: readonly DesiredMessage[]): readonly DesiredMessage[] {
  return [...new Map(messages.map((message) => [message.key, message])).values()]
}

export const NO_CLAIM: Claim = { platforms: [], now: new Date(0), limit: 0 }
export const NOTHING_NARRATED: Narrated = { claimed: [], isMore: false }

/** What stands in the place of a part that its message has no more. */
export const EMPTIED: Card = { tone: 'neutral', blocks: [{ kind: 'text', text: '…' }] }

const NOTHING_EMPTIED = 'SELECT FROM moved WHERE false'

/** Edits parts that are there, and leaves out those that were never posted. */
const emptying = (name: string): string =>
  `UPDATE ${name}.outbox SET card = $16::text::json, revision = revision + 1, failures = 0, given_up = false,
     shown_revision = CASE WHEN ref IS NULL AND NOT attempted THEN revision + 1 ELSE shown_revision END,
     waiting_since = CASE WHEN shown_revision = revision OR given_up
       THEN nextval(pg_get_serial_sequence('${name}.outbox', 'waiting_since')) ELSE waiting_since END
   FROM moved WHERE key = ANY ($15::text[]) AND card::text <> $16::text
   RETURNING key`

interface Narrating {
  readonly from: number
  readonly to: number
  readonly claim: Claim
  /** They may have been posted before a backup was restored: whoever posts them looks first. */
  readonly mayExist: boolean
}

/**
 * Moves the checkpoint and, where that was possible, sets what should be shown, in one statement. A new card raises the
 * revision and gives the message another chance; where it goes never changes. What goes to be posted at once has its claim from
 * the moment that it is there, which saves a look for it; a crash must not lose that it may have been posted.
 */
export async function narrate(
  database: Queryable,
  { name }: Schema,
  claims: Claims,
  messages: readonly DesiredMessage[],
  { from, to, claim: wished, mayExist }: Narrating,
): Promise<Narrated | undefined> {
  const claim = mayExist ? NO_CLAIM : wished
  const dropped = messages.flatMap((message) => message.dropped ?? [])
  const { rows } = await database.query<{ moved: number; claimed: readonly string[]; is_more: boolean }>(
    `WITH moved AS (${advanceStatement(name, claim.limit > 0 ? 'durable' : 'relaxed')} RETURNING reactor),
     before AS (SELECT key, waiting_since FROM ${name}.outbox WHERE key = ANY ($4::text[])),
     wanted AS (
       SELECT *, ${placeIn('destination::json')} AS place
       FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::boolean[])
         WITH ORDINALITY AS given (key, platform, destination, card, urgency, correlation_id, draft, turn)
     ),
     first AS (
       SELECT DISTINCT ON (place) key, turn, urgency FROM wanted WHERE platform = ANY ($11::text[])
         AND place NOT IN (
           SELECT ${PLACE} FROM ${name}.outbox
           WHERE platform = ANY ($11::text[]) AND shown_revision < revision AND NOT given_up
         )
       ORDER BY place, urgency = 'progress', turn
     ),
     claimed AS MATERIALIZED (
       SELECT key FROM first WHERE key NOT IN (SELECT key FROM before) ORDER BY ${URGENCY}, turn LIMIT $13::int
     ),
     desired AS (
       INSERT INTO ${name}.outbox (key, platform, destination, card, urgency, correlation_id, draft, claimed_at, ${claims.isShared ? 'claimed_by, ' : ''}attempted)
       SELECT key, platform, destination::json, card::json, urgency, correlation_id, draft,
         CASE WHEN key IN (SELECT key FROM claimed) THEN ${momentOf(claims, '$12::timestamptz')} END,
         ${claims.isShared ? 'CASE WHEN key IN (SELECT key FROM claimed) THEN $12::text END,' : ''} $14::boolean OR key IN (SELECT key FROM claimed)
       FROM moved, wanted ORDER BY turn
       ON CONFLICT (key) DO UPDATE SET
         card = excluded.card, urgency = excluded.urgency, correlation_id = excluded.correlation_id,
         revision = outbox.revision + 1, draft = excluded.draft,
         waiting_since = CASE WHEN outbox.shown_revision = outbox.revision OR outbox.given_up
           THEN excluded.waiting_since ELSE outbox.waiting_since END,
         failures = CASE WHEN outbox.given_up THEN 0 ELSE outbox.failures END,
         given_up = false
       WHERE outbox.card::text <> excluded.card::text OR outbox.draft <> excluded.draft
       RETURNING key, revision, waiting_since
     ),
     emptied AS (${dropped.length > 0 ? emptying(name) : NOTHING_EMPTIED})
     SELECT (SELECT count(*)::int FROM moved) AS moved,
       ARRAY(SELECT key FROM desired JOIN claimed USING (key) WHERE revision = 1) AS claimed,
       EXISTS (
         SELECT FROM desired LEFT JOIN before USING (key)
         WHERE key NOT IN (SELECT key FROM claimed) AND desired.waiting_since IS DISTINCT FROM before.waiting_since
       ) OR EXISTS (SELECT FROM emptied) AS is_more`,
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
      claim.platforms,
      claims.isShared ? claims.by : claim.now.toISOString(),
      claim.limit,
      mayExist,
      ...(dropped.length > 0 ? [dropped, JSON.stringify(EMPTIED)] : []),
    ],
  )
  const [answer] = rows
  if (answer?.moved !== 1) return undefined
  const claimed = messages.filter(({ key }) => answer.claimed.includes(key)).map(newlyDue)
  return { claimed, isMore: answer.is_more }
}

function newlyDue({ draft: _, dropped: __, ...message }: DesiredMessage): DueMessage {
  return { ...message, revision: 1, attempted: false, failures: 0 }
}
