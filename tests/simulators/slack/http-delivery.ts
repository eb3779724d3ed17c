import { createHmac } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import {
  type Delivered,
  type Delivery,
  type DeliveryOptions,
  type Kind,
  pause,
  SLACK_WAITS_MS,
  TRIES,
} from './delivery.ts'

/** A bot that is being restarted is asked again this often; Slack itself would wait a minute and then five. */
const UNREACHABLE_PAUSE_MS = 50

/** Why the last try failed, as Slack says it in the next. */
export type RetryReason = 'http_error' | 'http_timeout' | 'connection_failed'

export interface HttpDeliveryOptions extends DeliveryOptions {
  /** Asks a bot that cannot be reached until it can be, and does not count that as a try. */
  readonly isPatient: boolean
}

type Tried = { readonly response: Response } | { readonly failed: RetryReason }

/** Sends signed requests to the bot's endpoint, and events again until they are answered with 200. */
export function createHttpDelivery(
  signingSecret: string,
  endpoint: () => string,
  { clock, pausesMs, isPatient }: HttpDeliveryOptions,
): Delivery {
  const stopped = new AbortController()

  async function attempt(kind: Kind, payload: object, retry: number, reason: RetryReason): Promise<Tried> {
    const late = new AbortController()
    const callOff = clock.after(SLACK_WAITS_MS, () => late.abort())
    try {
      const signal = AbortSignal.any([late.signal, stopped.signal])
      const response = await send(endpoint(), kind, payload, signingSecret, retry, { reason, signal })
      return { response }
    } catch {
      return { failed: late.signal.aborted ? 'http_timeout' : 'connection_failed' }
    } finally {
      callOff()
    }
  }

  async function deliver(kind: Kind, payload: object): Promise<Delivered> {
    const tries = kind === 'events_api' ? TRIES : 1
    let reason: RetryReason = 'http_error'
    let tried = 0
    while (tried < tries && !stopped.signal.aborted) {
      const outcome = await attempt(kind, payload, tried, reason)
      if ('failed' in outcome && outcome.failed === 'connection_failed' && isPatient && kind === 'events_api') {
        await wait(UNREACHABLE_PAUSE_MS, undefined, { signal: stopped.signal }).catch(() => undefined)
        continue
      }
      tried += 1
      if ('response' in outcome) {
        if (outcome.response.status === 200)
          return { acknowledged: true, tries: tried, ...(await answerOf(outcome.response)) }
        if (outcome.response.headers.get('x-slack-no-retry') === '1') break
      }
      reason = 'failed' in outcome ? outcome.failed : 'http_error'
      if (tried < tries) await pause(clock, pausesMs[tried - 1] ?? 0)
    }
    return { acknowledged: false, tries: tried }
  }

  return { deliver, stop: () => stopped.abort() }
}

interface SendOptions {
  readonly reason?: RetryReason
  readonly signal?: AbortSignal
}

/** One request as Slack sends it: events as JSON, commands and presses as forms. */
export function send(
  url: string,
  kind: Kind,
  payload: object,
  secret: string,
  retry = 0,
  { reason = 'http_error', signal = AbortSignal.timeout(SLACK_WAITS_MS) }: SendOptions = {},
): Promise<Response> {
  const body = bodyOf(kind, payload)
  return fetch(url, {
    method: 'POST',
    body,
    signal,
    headers: {
      'content-type': kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
      ...signature(body, secret, new Date()),
      ...(retry > 0 && { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': reason }),
    },
  })
}

/** @param at A moment, or what stands in the place of its seconds. */
export function signature(body: string, secret: string, at: Date | string): Record<string, string> {
  const timestamp = typeof at === 'string' ? at : Math.floor(at.getTime() / 1_000)
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': String(timestamp), 'x-slack-signature': `v0=${hash}` }
}

function bodyOf(kind: Kind, payload: object): string {
  switch (kind) {
    case 'events_api':
      return JSON.stringify(payload)
    case 'slash_commands':
      return new URLSearchParams(Object.entries(payload)).toString()
    case 'interactive':
      return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
  }
}

async function answerOf(response: Response): Promise<{ answer?: unknown }> {
  const body = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return body ? { answer: isJson || body.startsWith('{') ? JSON.parse(body) : body } : {}
}
