import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { Webhook } from 'standardwebhooks'
import type { SendResult, SendWebhook } from '../../src/ports/webhook-sender.ts'
import { addressOf, PrivateAddressError } from './public-address.ts'

export interface WebhookTargetConfig {
  readonly url: string
  /** `whsec_` and base64. It is signed with each, so that one can be replaced while both are known. */
  readonly secrets: readonly string[]
  /** Whether the address may be of a network of our own. */
  readonly allowPrivate: boolean
  /** For the whole answer, by default 10,000 ms. */
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 10_000
const GONE = 410
const OK = 200
const FIRST_OTHER = 300
const SECOND_MS = 1_000
/** A target may not make us wait for longer than it takes to give a delivery up. */
const LONGEST_ASKED_MS = 24 * 60 * 60 * 1_000

interface Answer {
  readonly status: number
  readonly retryAfter: string | undefined
}

/** Sends webhooks as https://www.standardwebhooks.com says. No redirect is followed, and no answer is read. */
export function createWebhookSender(config: WebhookTargetConfig): SendWebhook {
  const { url, secrets, allowPrivate, timeoutMs = TIMEOUT_MS } = config
  const signers = secrets.map((secret) => new Webhook(secret))
  return async ({ id, body }, now): Promise<SendResult> => {
    const headers = {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'user-agent': 'Shipmate',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / SECOND_MS)),
      'webhook-signature': signers.map((signer) => signer.sign(id, now, body)).join(' '),
    }
    try {
      return resultOf(await post(new URL(url), headers, body, { allowPrivate, timeoutMs }), now)
    } catch (error) {
      return { kind: 'failed', reason: reasonOf(error, timeoutMs) }
    }
  }
}

interface PostLimits {
  readonly allowPrivate: boolean
  readonly timeoutMs: number
}

async function post(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  { allowPrivate, timeoutMs }: PostLimits,
): Promise<Answer> {
  const signal = AbortSignal.timeout(timeoutMs)
  const { address, family } = await unlessAborted(signal, addressOf(url.hostname, allowPrivate))
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    signal,
    agent: false,
    // Only to the address that was looked at. TLS still checks the name.
    lookup: (_host, options, found) =>
      options.all ? found(null, [{ address, family }]) : found(null, address, family),
  })
  request.once('response', (response) => {
    resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] })
    response.destroy()
  })
  request.on('error', reject)
  request.end(body)
  return promise
}

async function unlessAborted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = (): void => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

function resultOf({ status, retryAfter }: Answer, now: Date): SendResult {
  if (status >= OK && status < FIRST_OTHER) return { kind: 'taken' }
  if (status === GONE) return { kind: 'gone', reason: 'It answered 410: it wants no more of these.' }
  const waitMs = waitFrom(retryAfter, now)
  return { kind: 'failed', reason: `It answered ${status}.`, ...(waitMs !== undefined && { waitMs }) }
}

/** Seconds, or a date. */
function waitFrom(retryAfter: string | undefined, now: Date): number | undefined {
  if (retryAfter === undefined) return undefined
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * SECOND_MS : Date.parse(retryAfter) - now.getTime()
  return Number.isNaN(ms) ? undefined : Math.min(LONGEST_ASKED_MS, Math.max(0, ms))
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (error instanceof PrivateAddressError)
    return 'Its name leads to a private address, which `allowPrivate: true` would permit.'
  const { name, code } = error as { readonly name?: string; readonly code?: string }
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ABORT_ERR')
    return `It did not answer within ${timeoutMs / SECOND_MS} s.`
  return `It cannot be reached${code === undefined ? '' : ` (${code})`}.`
}
