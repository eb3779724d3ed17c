import { z } from 'zod'
import { TOKEN_ACTS } from '../../src/domain/api-token.ts'

/** Events in one answer: what bounds the memory of both sides. */
const MOST_ROWS = 1_000

const hash = z.string().regex(/^[0-9a-f]{64}$/)
/** Somebody who writes the database may put an event at any position of it. */
const position = z.number()

const moment = z.iso.datetime()
const scope = z.strictObject({
  // A person's own token has all their roles where it names none.
  roles: z.array(z.string()).readonly(),
  services: z.array(z.string()).readonly().optional(),
  environments: z.array(z.string()).readonly().optional(),
})
const token = z.strictObject({
  ...{ token: z.string(), name: z.string(), hash, scope, createdAt: moment },
  ...{ acts: z.enum(TOKEN_ACTS).optional(), holder: z.string().optional() },
  ...{ expiresAt: moment.optional(), usedAt: moment.optional(), revokedAt: moment.optional() },
})
/** Why not, as a sentence. */
const refused = z.strictObject({ refused: z.string() })

const row = z.strictObject({
  ...{ position, version: z.number(), hash: hash.nullable() },
  ...{ id: z.string(), stream: z.string(), type: z.string(), data: z.string(), at: z.string() },
  ...{ correlationId: z.string(), causationId: z.string().nullable(), actor: z.string() },
})
const opening = z.strictObject({ stream: z.string(), type: z.string(), data: z.string() })

const webhook = z.strictObject({
  ...{ id: z.string(), target: z.string(), event: z.string(), position, tries: z.number() },
  ...{ state: z.enum(['waiting', 'given-up']), retryAt: moment.nullable(), lastFailure: z.string().nullable() },
})

/** What may be asked on the socket, each with the form of its question and of its answer. */
export const QUESTIONS = {
  head: { asks: z.strictObject({}), says: z.strictObject({ head: z.strictObject({ position, hash }).optional() }) },
  rows: {
    asks: z.strictObject({ from: position.optional(), limit: z.int().min(1).max(MOST_ROWS) }),
    says: z.strictObject({ rows: z.array(row).max(MOST_ROWS), end: hash.optional() }),
  },
  openings: {
    asks: z.strictObject({ streams: z.array(z.string()).max(MOST_ROWS) }),
    says: z.strictObject({ openings: z.array(opening).max(MOST_ROWS) }),
  },
  first: {
    asks: z.strictObject({ since: z.iso.datetime() }),
    says: z.strictObject({ position: position.optional() }),
  },
  tokens: { asks: z.strictObject({}), says: z.strictObject({ tokens: z.array(token).readonly() }) },
  'create-token': {
    asks: z.strictObject({
      ...{ name: z.string(), scope, expiresAt: moment.optional() },
      ...{ acts: z.enum(TOKEN_ACTS).optional(), holder: z.string().optional() },
    }),
    says: z.union([z.strictObject({ token, secret: z.string() }), refused]),
  },
  'revoke-token': {
    asks: z.strictObject({ called: z.string() }),
    says: z.union([z.strictObject({ token }), refused]),
  },
  forget: {
    asks: z.strictObject({ person: z.string(), apply: z.boolean() }),
    says: z.union([
      z.strictObject({
        ...{ events: z.int(), alias: z.string().optional(), names: z.array(z.string()).readonly() },
        tables: z.record(z.string(), z.int()),
      }),
      refused,
    ]),
  },
  webhooks: { asks: z.strictObject({}), says: z.strictObject({ webhooks: z.array(webhook).readonly() }) },
  'resend-webhook': {
    asks: z.strictObject({ id: z.string() }),
    says: z.strictObject({ isThere: z.boolean() }),
  },
  retention: {
    asks: z.strictObject({ apply: z.boolean() }),
    says: z.union([z.strictObject({ before: moment, events: z.int(), open: z.int(), beside: z.int() }), refused]),
  },
  backup: {
    asks: z.strictObject({ file: z.string() }),
    says: z.union([z.strictObject({ bytes: z.int() }), refused]),
  },
  'offer-login': {
    asks: z.strictObject({}),
    says: z.strictObject({ code: z.string(), expiresAt: moment }),
  },
  name: { asks: z.strictObject({ person: z.string() }), says: z.strictObject({ name: z.string().optional() }) },
} as const

export type QuestionName = keyof typeof QUESTIONS
export type Asked<Name extends QuestionName> = z.output<(typeof QUESTIONS)[Name]['asks']>
export type Said<Name extends QuestionName> = z.output<(typeof QUESTIONS)[Name]['says']>
