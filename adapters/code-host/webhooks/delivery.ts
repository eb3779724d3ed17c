import { createHash } from 'node:crypto'
import type { WebhookRequest } from '../../../src/ports/webhook.ts'

export const headerOf = ({ headers }: WebhookRequest, name: string): string => String(headers[name] ?? '')

const DIGEST_DIGITS = 40

/** Of the body, which is what is signed. */
export const digestOf = ({ body }: WebhookRequest): string =>
  createHash('sha256').update(body).digest('hex').slice(0, DIGEST_DIGITS)

/** An id that hosts count deliveries by. */
export const isDeliveryId = (id: string): boolean => /^[\w-]{8,80}$/.test(id)

const LONGEST_TEXT = 200

/** Somebody's text, in one line and no longer than a card has room for. */
export const oneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT - 1)}…` : line
}

export function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
