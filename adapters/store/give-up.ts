import { platformOf } from '../../src/domain/ids.ts'
import type { DesiredMessage } from '../../src/ports/outbox.ts'
import type { Undelivered } from '../../src/ports/undelivered.ts'
import { type Claims, claimant, stillHeld } from './claims.ts'
import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'

interface GivenUp {
  readonly key: string
  /** Of the card that was refused. */
  readonly revision: number
  readonly why: Undelivered
  readonly reason: string
  readonly instead: DesiredMessage | undefined
}

/**
 * In one statement, so that a crash can neither leave out what is posted instead nor post it twice. What has a newer card by now
 * gets another chance, as it would if that had come a moment later.
 * @returns Whether it was given up.
 */
export async function giveUp(
  database: Queryable,
  { name }: Schema,
  claims: Claims,
  { key, revision, why, reason, instead }: GivenUp,
): Promise<boolean> {
  const ended = (by: string): string => `UPDATE ${name}.outbox SET given_up = (revision = $4), last_failure = $2,
      given_up_for = CASE WHEN revision = $4 THEN $3 ELSE given_up_for END,
      failures = CASE WHEN revision = $4 THEN failures + 1 ELSE 0 END, retry_at = NULL, claimed_at = NULL
    WHERE key = $1 AND ${stillHeld(claims, by)} RETURNING given_up`
  const given = [key, reason, why, revision]
  if (instead === undefined)
    return isGivenUp(await database.query<{ given_up: boolean }>(ended('$5'), [...given, ...claimant(claims)]))
  const { to, card, urgency, correlationId } = instead
  const place = to.kind === 'thread' ? to.thread : to.user
  const result = await database.query<{ given_up: boolean }>(
    `WITH ended AS (${ended('$11')}),
     told AS (
       INSERT INTO ${name}.outbox (key, platform, destination, card, urgency, correlation_id, draft)
       SELECT $5::text, $6::text, $7::text::json, $8::text::json, $9::text, $10::text, false FROM ended WHERE given_up
       ON CONFLICT (key) DO NOTHING
     )
     SELECT given_up FROM ended`,
    [
      ...given,
      ...[instead.key, platformOf(place), JSON.stringify(to), JSON.stringify(card), urgency, correlationId],
      ...claimant(claims),
    ],
  )
  return isGivenUp(result)
}

const isGivenUp = ({ rows }: { readonly rows: readonly { readonly given_up: boolean }[] }): boolean =>
  rows[0]?.given_up ?? false
