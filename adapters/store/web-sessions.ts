import { storable } from '../../src/domain/storable.ts'
import type { ListedSession, Says, WebMessage, WebSession, WebSessions } from '../../src/ports/web-sessions.ts'
import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'

export function createWebSessions(database: Queryable, { name }: Schema): WebSessions {
  const sessions = `${name}.web_session`
  const messages = `${name}.web_message`
  return {
    async open(owner) {
      const { rows } = await database.query<SessionRow>(
        `INSERT INTO ${sessions} (owner) VALUES ($1) RETURNING id, owner, opened_at`,
        [owner],
      )
      const [row] = rows
      if (!row) throw new Error('a session was written and not returned')
      return sessionFrom(row)
    },
    async get(session) {
      if (!UUID.test(session)) return undefined
      const { rows } = await database.query<SessionRow>(
        `SELECT id, owner, opened_at FROM ${sessions} WHERE id = $1::uuid`,
        [session],
      )
      return rows[0] && sessionFrom(rows[0])
    },
    async ofOwner(owner, limit) {
      const { rows } = await database.query<ListedRow>(
        `SELECT id, owner, opened_at, first_words FROM ${sessions} LEFT JOIN LATERAL (
           SELECT left(says ->> 'text', ${LONGEST_FIRST_WORDS}) AS first_words FROM ${messages}
           WHERE session = id AND says ->> 'kind' = 'person' ORDER BY position LIMIT 1
         ) AS said ON true
         WHERE owner = $1 ORDER BY opened_at DESC, id LIMIT $2`,
        [owner, limit],
      )
      return rows.map(listedFrom)
    },
    async close(session) {
      if (!UUID.test(session)) return false
      const { rowCount } = await database.query(`DELETE FROM ${sessions} WHERE id = $1::uuid`, [session])
      return rowCount === 1
    },
    async write(session, key, says, at) {
      if (!UUID.test(session)) return false
      const { rows } = await database.query<{ there: boolean }>(
        `WITH there AS (UPDATE ${sessions} SET position = position + 1 WHERE id = $1::uuid RETURNING id, position),
         written AS (
           INSERT INTO ${messages} AS message (session, key, position, at, says)
           SELECT id, $2, position, $3, $4::text::json FROM there
           ON CONFLICT (session, key) DO UPDATE SET position = excluded.position, says = excluded.says
             WHERE message.says::text <> excluded.says::text
           RETURNING key
         )
         SELECT EXISTS (SELECT FROM there) AS there, (SELECT count(*) FROM written) AS written`,
        [session, key, at.toISOString(), storableJson(says)],
      )
      return rows[0]?.there ?? false
    },
    async after(session, position, limit) {
      if (!UUID.test(session)) return []
      const { rows } = await database.query<MessageRow>(
        `SELECT key, position, at, says FROM ${messages} WHERE session = $1::uuid AND position > $2 ORDER BY position LIMIT $3`,
        [session, position, limit],
      )
      return rows.map(messageFrom)
    },
    async message(session, key) {
      if (!UUID.test(session)) return undefined
      const { rows } = await database.query<MessageRow>(
        `SELECT key, position, at, says FROM ${messages} WHERE session = $1::uuid AND key = $2`,
        [session, key],
      )
      return rows[0] && messageFrom(rows[0])
    },
    async firstOf(session, correlationId) {
      if (!UUID.test(session)) return undefined
      const { rows } = await database.query<MessageRow>(
        `SELECT key, position, at, says FROM ${messages}
         WHERE session = $1::uuid AND says ->> 'correlationId' = $2 ORDER BY position LIMIT 1`,
        [session, correlationId],
      )
      return rows[0] && messageFrom(rows[0])
    },
  }
}

/** A text that was cut may end with half a sign, and every later look into the message would fail. */
const storableJson = (says: Says): string =>
  JSON.stringify(says, (_, value: unknown) => (typeof value === 'string' ? storable(value) : value))

/** In characters: a line of a list. */
const LONGEST_FIRST_WORDS = 80

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

interface SessionRow {
  readonly id: string
  readonly owner: string
  readonly opened_at: Date
}

interface ListedRow extends SessionRow {
  readonly first_words: string | null
}

/** A count is text in PostgreSQL's own client, which has no numbers of 64 bits. */
interface MessageRow {
  readonly key: string
  readonly position: string | number
  readonly at: Date
  readonly says: Says
}

const sessionFrom = ({ id, owner, opened_at }: SessionRow): WebSession => ({
  id,
  owner,
  openedAt: opened_at.toISOString(),
})

const listedFrom = (row: ListedRow): ListedSession => ({
  ...sessionFrom(row),
  ...(row.first_words !== null && { firstWords: row.first_words }),
})

const messageFrom = ({ key, position, at, says }: MessageRow): WebMessage => ({
  key,
  position: Number(position),
  at: at.toISOString(),
  says,
})
