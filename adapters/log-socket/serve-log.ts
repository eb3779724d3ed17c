import { chmodSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import type { BotError } from '../../src/domain/errors.ts'
import type { AuditLog } from '../../src/ports/audit-log.ts'
import { type Backup, NoBackupError } from '../../src/ports/backup.ts'
import { type Forget, NotForgottenError } from '../../src/ports/forget.ts'
import type { OfferedLogin } from '../../src/ports/logins.ts'
import { type ApplyRetention, NoRetentionError } from '../../src/ports/retention.ts'
import { type TokenDesk, TokenRefusedError } from '../../src/ports/token-desk.ts'
import type { WebhookDesk } from '../../src/ports/webhook-outbox.ts'
import { makePrivate } from '../process/private-socket.ts'
import { logSocket } from './log-socket.ts'
import { type Asked, QUESTIONS, type QuestionName, type Said } from './questions.ts'

export interface ServedLog {
  readonly audit: AuditLog
  readonly tokens: TokenDesk
  readonly forget: Forget
  readonly retention: ApplyRetention
  readonly backup: Backup
  readonly webhooks: WebhookDesk
  /** A way into the console for whoever has the machine. */
  offerLogin(): Promise<OfferedLogin>
  /** What a person is called today; undefined for somebody unknown. */
  nameOf(person: string): Promise<string | undefined>
}

const OWNER_ONLY = 0o600
/** A page of streams, whatever they are called. */
const LONGEST_QUESTION_BYTES = 1024 * 1024
/** Somebody who verifies and somebody who exports, and a few more. */
const MOST_CONNECTIONS = 8
const QUESTION_WITHIN_MS = 10_000
const NOT_A_QUESTION = 400

/**
 * Answers questions about the log on a socket in the data folder, a page at a time: no other process can read an
 * embedded database. Its folder and file are open to this user alone. Only the owner of the folder may call it, since a
 * socket that an earlier one left behind is replaced.
 * @throws when the folder cannot hold a socket.
 */
export async function serveLog(dataFolder: string, log: ServedLog): Promise<{ stop(): Promise<void> }> {
  const path = logSocket(dataFolder)
  makePrivate(dirname(path))
  rmSync(path, { force: true })
  const server = Fastify({
    forceCloseConnections: true,
    bodyLimit: LONGEST_QUESTION_BYTES,
    requestTimeout: QUESTION_WITHIN_MS,
  })
  server.server.maxConnections = MOST_CONNECTIONS
  answer(server, 'head', async () => ({ head: await log.audit.head() }))
  answer(server, 'rows', async ({ from, limit }) => {
    const { rows, end } = await log.audit.rowsFrom(from, limit)
    return { rows: [...rows], end }
  })
  answer(server, 'openings', async ({ streams }) => ({ openings: [...(await log.audit.openingsOf(streams))] }))
  answer(server, 'first', async ({ since }) => ({ position: await log.audit.firstSince(new Date(since)) }))
  answer(server, 'name', async ({ person }) => ({ name: await log.nameOf(person) }))
  answer(server, 'tokens', async () => ({ tokens: await log.tokens.list() }))
  answer(server, 'offer-login', async () => {
    const { code, expiresAt } = await log.offerLogin()
    return { code, expiresAt: expiresAt.toISOString() }
  })
  answer(server, 'create-token', (wish) =>
    orSentence(async () => {
      const { token, secret } = await log.tokens.create(wish)
      return { token, secret }
    }),
  )
  answer(server, 'revoke-token', ({ called }) => orSentence(async () => ({ token: await log.tokens.revoke(called) })))
  answer(server, 'forget', ({ person, apply }) => orSentence(() => log.forget(person, apply)))
  answer(server, 'retention', ({ apply }) => orSentence(() => log.retention(apply)))
  answer(server, 'backup', ({ file }) => orSentence(async () => ({ bytes: await log.backup(file) })))
  answer(server, 'webhooks', async () => ({ webhooks: await log.webhooks.list() }))
  answer(server, 'resend-webhook', async ({ id }) => ({ isThere: await log.webhooks.resend(id) }))
  await server.listen({ path })
  chmodSync(path, OWNER_ONLY)
  return { stop: () => server.close() }
}

function answer<Name extends QuestionName>(
  server: FastifyInstance,
  name: Name,
  say: (asked: Asked<Name>) => Promise<Said<Name>>,
): void {
  server.post(`/${name}`, async (request, reply) => {
    const asked = QUESTIONS[name].asks.safeParse(request.body)
    if (!asked.success) return reply.code(NOT_A_QUESTION).send()
    return reply.send(await say(asked.data as Asked<Name>))
  })
}

/** Faults of whoever asked, told as sentences. */
const REFUSALS = [TokenRefusedError, NotForgottenError, NoRetentionError, NoBackupError]

async function orSentence<Answer>(work: () => Promise<Answer>): Promise<Answer | { refused: string }> {
  try {
    return await work()
  } catch (error) {
    if (REFUSALS.some((Refusal) => error instanceof Refusal)) return { refused: (error as BotError).userMessage }
    throw error
  }
}
