import { createHmac } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type Delivered, type Delivery, type Kind, SLACK_WAITS_MS, TRIES } from './delivery.ts'

/** A bot that is being restarted is asked again this often; Slack itself would wait a minute and then five. */
const UNREACHABLE_PAUSE_MS = 50

/** Sends signed requests to the bot's endpoint, and events again, at once, until they are answered with 200. */
export function createHttpDelivery(signingSecret: string, endpoint: () => string): Delivery {
  const stopped = new AbortController()

  async function deliver(kind: Kind, payload: object): Promise<Delivered> {
    const tries = kind === 'events_api' ? TRIES : 1
    for (let tried = 0; tried < tries && !stopped.signal.aborted; ) {
      const response = await send(endpoint(), kind, payload, signingSecret, tried).catch(() => undefined)
      if (response?.status === 200) return { acknowledged: true, tries: tried + 1, ...(await answerOf(response)) }
      if (response || kind !== 'events_api') tried += 1
      else await wait(UNREACHABLE_PAUSE_MS, undefined, { signal: stopped.signal }).catch(() => undefined)
    }
    return { acknowledged: false, tries }
  }

  return { deliver, stop: () => stopped.abort() }
}

/** One request as Slack sends it: events as JSON, commands and presses as forms. */
export function send(url: string, kind: Kind, payload: object, secret: string, retry = 0): Promise<Response> {
  const body = bodyOf(kind, payload)
  return fetch(url, {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(SLACK_WAITS_MS),
    headers: {
      'content-type': kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
      ...signature(body, secret, new Date()),
      ...(retry > 0 && { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_error' }),
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
  return body ? { answer: JSON.parse(body) } : {}
}
