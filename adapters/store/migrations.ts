import { BotError } from '../../src/domain/errors.ts'
import { CHAIN_START } from '../../src/domain/log-chain.ts'
import { ADDITIONS } from './additions.ts'
import { chainExisting } from './chain-existing.ts'
import type { Database } from './database.ts'
import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'
import { upcastDocuments } from './upcast-documents.ts'

/** Any number that nobody else on this database takes a lock by: "shipmate" in ASCII, shortened to fit. */
const MIGRATION_LOCK = 0x73686970

/**
 * Brings the tables up to date. Several processes may start at once: one does it, the others wait.
 * @throws {DatabaseNewerError} when a newer version has brought them further.
 */
export function migrate(database: Database, schema: Schema): Promise<void> {
  return database.transaction(async (session) => {
    // The others wait for as long as it takes.
    await session.query('SET LOCAL lock_timeout = 0')
    await session.query('SET LOCAL statement_timeout = 0')
    await session.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [MIGRATION_LOCK, schema.name])
    await session.query(`CREATE SCHEMA IF NOT EXISTS ${schema.name}`)
    await session.query(
      `CREATE TABLE IF NOT EXISTS ${schema.name}.migration (version int PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())`,
    )
    const done = await appliedVersion(session, schema)
    if (done > MIGRATIONS.length) throw new DatabaseNewerError(done)
    for (const [index, migration] of MIGRATIONS.entries()) {
      const version = index + 1
      if (version > done) await apply(session, schema, version, migration)
    }
    await add(session, schema)
  })
}

/** Their names are kept apart from the versions, so that an older process, which knows only these, still starts. */
async function add(session: Queryable, schema: Schema): Promise<void> {
  const table = `${schema.name}.addition`
  await session.query(
    `CREATE TABLE IF NOT EXISTS ${table} (name text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())`,
  )
  const { rows } = await session.query<{ name: string }>(`SELECT name FROM ${table}`)
  const there = new Set(rows.map(({ name }) => name))
  for (const [name, statements] of Object.entries(ADDITIONS)) {
    if (there.has(name)) continue
    await session.query(statements(schema))
    await session.query(`INSERT INTO ${table} (name) VALUES ($1)`, [name])
  }
}

async function appliedVersion(session: Queryable, { name }: Schema): Promise<number> {
  const { rows } = await session.query<{ version: number | null }>(
    `SELECT max(version) AS version FROM ${name}.migration`,
  )
  return rows[0]?.version ?? 0
}

async function apply(session: Queryable, schema: Schema, version: number, migration: Migration): Promise<void> {
  if (migration.statements) await session.query(migration.statements(schema))
  await migration.rows?.(session, schema)
  await session.query(`INSERT INTO ${schema.name}.migration (version) VALUES ($1)`, [version])
}

interface Migration {
  readonly statements?: (schema: Schema) => string
  /** Does what statements alone cannot, such as bringing documents of an earlier version up to date. */
  readonly rows?: (session: Queryable, schema: Schema) => Promise<void>
}

/** Thrown when a newer version has used the database: this one would misread what it has written. */
export class DatabaseNewerError extends BotError {
  override readonly name = 'DatabaseNewerError'
  readonly code = 'database_newer'
  readonly userMessage =
    'A newer version of Shipmate has used this database, and this version cannot read all of it. ' +
    'Start the newer version, or restore a backup from before it (docs/operating.md, Upgrades).'
  constructor(version: number) {
    super(`the database is at migration ${version}; this version knows ${MIGRATIONS.length}`)
  }
}

/**
 * Changes after which no older process starts: what only adds stands in {@link ADDITIONS}. In order; what has been released
 * is never changed again. A step for documents runs today's upcast: a further rename
 * takes a further step. Texts that people, logs or models wrote are kept as `json`, not `jsonb`: it takes every
 * character, U+0000 and half an emoji included, and gives back what was put in.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    statements: ({ name, channel }) => `
    -- One row. Whoever appends holds it until commit, so positions become visible in their order.
    CREATE TABLE ${name}.log_head (
      only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
      position bigint NOT NULL
    );
    -- Positions serve as fencing tokens outside: those of a log made later must be higher than those of an older one.
    INSERT INTO ${name}.log_head (position) VALUES (floor(extract(epoch FROM clock_timestamp()) * 1000));

    CREATE TABLE ${name}.event (
      position bigint PRIMARY KEY,
      id uuid NOT NULL UNIQUE,
      stream text NOT NULL,
      version int NOT NULL,
      type text NOT NULL,
      data json NOT NULL,
      correlation_id text NOT NULL,
      causation_id text,
      actor text NOT NULL,
      at timestamptz NOT NULL,
      UNIQUE (stream, version)
    );
    CREATE INDEX event_correlation ON ${name}.event (correlation_id);

    CREATE FUNCTION ${name}.announce() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('${channel}', '');
        RETURN NULL;
      END $$;
    CREATE TRIGGER announce AFTER INSERT ON ${name}.event FOR EACH STATEMENT EXECUTE FUNCTION ${name}.announce();

    CREATE TABLE ${name}.inbox (key text PRIMARY KEY, at timestamptz NOT NULL);
    CREATE INDEX inbox_at ON ${name}.inbox (at);

    CREATE TABLE ${name}.series (name text PRIMARY KEY, last bigint NOT NULL);
    CREATE TABLE ${name}.checkpoint (reactor text PRIMARY KEY, position bigint NOT NULL);

    CREATE TABLE ${name}.document (
      projection text NOT NULL,
      key text NOT NULL,
      -- The position of the event that made it.
      created bigint NOT NULL,
      labels text[] NOT NULL,
      doc json NOT NULL,
      PRIMARY KEY (projection, key)
    );
    CREATE INDEX document_created ON ${name}.document (projection, created DESC, key);
    -- Entries that wait for a sweep are read through by every search.
    CREATE INDEX document_labels ON ${name}.document USING gin (labels) WITH (fastupdate = off);

    CREATE TABLE ${name}.outbox (
      key text PRIMARY KEY,
      platform text NOT NULL,
      destination json NOT NULL,
      card json NOT NULL,
      urgency text NOT NULL,
      correlation_id text NOT NULL,
      revision int NOT NULL DEFAULT 1,
      shown_revision int NOT NULL DEFAULT 0,
      -- Rises when a message that was shown is to change: who waits longest goes first.
      waiting_since bigserial,
      ref text,
      shown_at timestamptz,
      attempted boolean NOT NULL DEFAULT false,
      failures int NOT NULL DEFAULT 0,
      claimed_at timestamptz,
      retry_at timestamptz,
      given_up boolean NOT NULL DEFAULT false,
      last_failure text
    );
    CREATE INDEX outbox_due ON ${name}.outbox (platform, waiting_since) WHERE shown_revision < revision AND NOT given_up;
    CREATE INDEX outbox_claimed ON ${name}.outbox (claimed_at) WHERE claimed_at IS NOT NULL;`,
  },

  {
    statements: ({ name }) => `
    -- Who takes steps. Nothing is lost with it: every process writes its row again within seconds.
    CREATE TABLE ${name}.agent (
      id text PRIMARY KEY,
      doc json NOT NULL,
      registered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      lease_until timestamptz NOT NULL
    );`,
  },
  {
    statements: ({ name }) => `
    ALTER TABLE ${name}.outbox ADD COLUMN draft boolean NOT NULL DEFAULT false;`,
  },
  { rows: upcastDocuments },
  {
    statements: ({ name, channel }) => `
    -- Says by which process, and of which types: who is not concerned, or knows it already, need not look.
    CREATE OR REPLACE FUNCTION ${name}.announce() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM added) THEN
          PERFORM pg_notify('${channel}',
            coalesce(current_setting('shipmate.process', true), '') || ' ' || (SELECT string_agg(DISTINCT type, ' ') FROM added));
        END IF;
        RETURN NULL;
      END $$;
    DROP TRIGGER announce ON ${name}.event;
    CREATE TRIGGER announce AFTER INSERT ON ${name}.event REFERENCING NEW TABLE AS added
      FOR EACH STATEMENT EXECUTE FUNCTION ${name}.announce();`,
  },
  {
    // What is in the log already needs no hash of its own: that of the next event rests on all of it.
    statements: ({ name }) => `
    ALTER TABLE ${name}.log_head ADD COLUMN hash bytea NOT NULL DEFAULT '\\x${CHAIN_START}';
    ALTER TABLE ${name}.event ADD COLUMN hash bytea;
    -- A process of an earlier version that is still running must not append what nobody could verify.
    ALTER TABLE ${name}.event ADD CONSTRAINT event_chained CHECK (hash IS NOT NULL) NOT VALID;`,
    rows: chainExisting,
  },
  {
    statements: ({ name }) => `
    -- Conversations over HTTP as they are read there; what came of them is in the log.
    CREATE TABLE ${name}.web_session (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      owner text NOT NULL,
      opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      -- Counts the writes; whoever writes holds the row, so that readers see positions in order.
      position bigint NOT NULL DEFAULT 0
    );
    CREATE INDEX web_session_owner ON ${name}.web_session (owner, opened_at);
    CREATE TABLE ${name}.web_message (
      session uuid NOT NULL REFERENCES ${name}.web_session ON DELETE CASCADE,
      key text NOT NULL,
      position bigint NOT NULL,
      at timestamptz NOT NULL,
      says json NOT NULL,
      PRIMARY KEY (session, key)
    );
    CREATE UNIQUE INDEX web_message_position ON ${name}.web_message (session, position);`,
  },
]
