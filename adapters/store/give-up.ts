import { platformOf } from '../../src/domain/ids.ts'
import type { DesiredMessage } from '../../src/ports/outbox.ts'
import type { Undelivered } from '../../src/ports/undelivered.ts'
import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'

interface GivenUp {
  readonly key: string
  readonly why: Undelivered
  readonly reason: string
  readonly instead: DesiredMessage | undefined
}

/** In one statement, so that a crash can neither leave out what is posted instead nor post it twice. */
export async function giveUp(
  database: Queryable,
  { name }: Schema,
  { key, why, reason, instead }: GivenUp,
): Promise<void> {
  const ended = `UPDATE ${name}.outbox SET failures = failures + 1, last_failure = $2, given_up_for = $3, given_up = true,
      retry_at = NULL, claimed_at = NULL
    WHERE key = $1`
  if (instead === undefined) {
    await database.query(ended, [key, reason, why])
    return
  }
  const { to, card, urgency, correlationId } = instead
  await database.query(
    `WITH ended AS (${ended})
     INSERT INTO ${name}.outbox (key, platform, destination, card, urgency, correlation_id, draft)
     VALUES ($4, $5, $6::text::json, $7::text::json, $8, $9, false)
     ON CONFLICT (key) DO NOTHING`,
    [
      ...[key, reason, why, instead.key, platformOf(to.kind === 'thread' ? to.thread : to.user)],
      ...[JSON.stringify(to), JSON.stringify(card), urgency, correlationId],
    ],
  )
}
