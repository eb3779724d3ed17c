import type { AuditLog } from '../../src/ports/audit-log.ts'
import { type Backup, NoBackupError } from '../../src/ports/backup.ts'
import { type Forget, NotForgottenError } from '../../src/ports/forget.ts'
import type { OfferedLogin } from '../../src/ports/logins.ts'
import { type ApplyRetention, NoRetentionError } from '../../src/ports/retention.ts'
import { type TokenDesk, TokenRefusedError } from '../../src/ports/token-desk.ts'
import type { WebhookDesk } from '../../src/ports/webhook-outbox.ts'
import { httpCall } from '../local-host/http-call.ts'
import { logSocket } from './log-socket.ts'
import { type Asked, QUESTIONS, type QuestionName, type Said } from './questions.ts'
import type { ServedLog } from './serve-log.ts'

/** A page of the longest events. */
const LONGEST_ANSWER_BYTES = 256 * 1024 * 1024
const ANSWER_WITHIN_MS = 60_000
/** The whole log is read and folded. */
const FORGOTTEN_WITHIN_MS = 60 * 60_000
const OK = 200

/** Thrown when no process answers on the socket, or not as Shipmate does. */
export class LogNotAnsweredError extends Error {
  override readonly name = 'LogNotAnsweredError'
}

/** The log of an embedded database, asked of the process that has it. Its calls throw {@link LogNotAnsweredError}. */
export function askLog(dataFolder: string): ServedLog {
  const socketPath = logSocket(dataFolder)

  async function ask<Name extends QuestionName>(
    name: Name,
    asked: Asked<Name>,
    timeoutMs = ANSWER_WITHIN_MS,
  ): Promise<Said<Name>> {
    try {
      const { status, body } = await httpCall({
        to: { socketPath },
        method: 'POST',
        path: `/${name}`,
        body: asked,
        timeoutMs,
        longestBodyBytes: LONGEST_ANSWER_BYTES,
      })
      if (status !== OK) throw new Error(`it answers with status ${status}`)
      return QUESTIONS[name].says.parse(JSON.parse(body)) as Said<Name>
    } catch (cause) {
      throw new LogNotAnsweredError(`the log cannot be asked at ${socketPath}`, { cause })
    }
  }

  const audit: AuditLog = {
    head: async () => (await ask('head', {})).head,
    async rowsFrom(from, limit) {
      const { rows, end } = await ask('rows', { limit, ...(from !== undefined && { from }) })
      return { rows, end }
    },
    openingsOf: async (streams) => (await ask('openings', { streams: [...streams] })).openings,
    firstSince: async (moment) => (await ask('first', { since: moment.toISOString() })).position,
  }
  const tokens: TokenDesk = {
    create: async (wish) => orRefused(await ask('create-token', wish)),
    list: async () => (await ask('tokens', {})).tokens,
    revoke: async (called) => orRefused(await ask('revoke-token', { called })).token,
  }
  const forget: Forget = async (person, isApplied) => {
    const said = await ask('forget', { person, apply: isApplied }, FORGOTTEN_WITHIN_MS)
    if ('refused' in said) throw new NotForgottenError(said.refused)
    return said
  }
  const webhooks: WebhookDesk = {
    list: async () => (await ask('webhooks', {})).webhooks,
    resend: async (id) => (await ask('resend-webhook', { id })).isThere,
  }
  const retention: ApplyRetention = async (isApplied) => {
    const said = await ask('retention', { apply: isApplied }, FORGOTTEN_WITHIN_MS)
    if ('refused' in said) throw new NoRetentionError(said.refused)
    return said
  }
  const backup: Backup = async (file) => {
    const said = await ask('backup', { file }, FORGOTTEN_WITHIN_MS)
    if ('refused' in said) throw new NoBackupError(said.refused)
    return said.bytes
  }
  const offerLogin = async (): Promise<OfferedLogin> => {
    const { code, expiresAt } = await ask('offer-login', {})
    return { code, expiresAt: new Date(expiresAt) }
  }
  return {
    audit,
    tokens,
    forget,
    retention,
    backup,
    webhooks,
    offerLogin,
    nameOf: async (person) => (await ask('name', { person })).name,
  }
}

function orRefused<Answer extends object>(answer: Answer): Exclude<Answer, { readonly refused: string }> {
  if ('refused' in answer) throw new TokenRefusedError(String(answer.refused))
  return answer as Exclude<Answer, { readonly refused: string }>
}
