import type { Schema } from './schema.ts'

/**
 * What a version adds to the tables without changing them, by name, in order: tables, columns that may be left out, and
 * indexes. An older process knows nothing of it, works beside the newer ones and may start again; so it never says what
 * must be so, and never changes or takes away. What has been released is never changed again.
 */
export const ADDITIONS: Readonly<Record<string, (schema: Schema) => string>> = {
  'webhook-delivery': ({ name }) => `
    -- Events for others that have not arrived yet; a row goes when its event has.
    CREATE TABLE ${name}.webhook_delivery (
      id text PRIMARY KEY,
      target text NOT NULL,
      position bigint NOT NULL,
      event text NOT NULL,
      body text NOT NULL,
      tries int NOT NULL DEFAULT 0,
      retry_at timestamptz,
      claimed_at timestamptz,
      given_up boolean NOT NULL DEFAULT false,
      last_failure text
    );
    CREATE INDEX webhook_delivery_due ON ${name}.webhook_delivery (target, position) WHERE NOT given_up;`,
  restored: ({ name }) => `
    -- Which table this is: one that was restored from a dump is another. What is told of events up to a position may stand already.
    ALTER TABLE ${name}.log_head ADD COLUMN home oid;
    ALTER TABLE ${name}.log_head ADD COLUMN restored_until bigint;
    UPDATE ${name}.log_head SET home = '${name}.log_head'::regclass::oid;`,
  undelivered: ({ name }) => `
    -- Why a message was given up, and how often it was posted and deleted before.
    ALTER TABLE ${name}.outbox ADD COLUMN given_up_for text;
    ALTER TABLE ${name}.outbox ADD COLUMN deleted int;`,
  installations: ({ name }) => `
    -- Where the bot was installed beside its home. What it may call there with is readable with a key that is not kept here.
    CREATE TABLE ${name}.chat_installation (
      site text PRIMARY KEY,
      team text NOT NULL,
      sealed text NOT NULL,
      sealed_with text NOT NULL,
      installed_at timestamptz NOT NULL
    );`,
  'claimed-by': ({ name }) => `
    -- Which process claimed a message last, where several share the outbox.
    ALTER TABLE ${name}.outbox ADD COLUMN claimed_by text;`,
}
