import type { SocketModeReceiver } from '@slack/bolt'
import type { Logger } from 'pino'

/** What the SDK deals with itself; all else it hands on. */
const OF_THE_CONNECTION: readonly unknown[] = ['hello', 'disconnect']

/**
 * Keeps the SDK from ending the process over what it did not expect: it reads `payload.event.type` of each events envelope,
 * which `app_rate_limited` has not, in a promise that nobody waits for. Envelopes reach it under one type of our own, so
 * that it looks no further; Bolt goes by what is in them. What is no envelope at all is left out.
 */
export function takeAnyEnvelope({ client }: SocketModeReceiver, log: Logger): void {
  const [take] = client.listeners('ws_message')
  if (take === undefined) throw new Error('the SDK of Slack takes messages in another way than it did')
  client.removeAllListeners('ws_message')
  client.on('ws_message', (data: unknown) => {
    const envelope = readEnvelope(data)
    if (envelope === undefined) return log.warn('slack sent something over its socket that cannot be read')
    take.call(client, JSON.stringify(envelope), false)
  })
}

function readEnvelope(data: unknown): object | undefined {
  try {
    const read: unknown = typeof data === 'string' ? JSON.parse(data) : undefined
    if (typeof read !== 'object' || read === null) return undefined
    return 'type' in read && OF_THE_CONNECTION.includes(read.type) ? read : { ...read, type: 'envelope' }
  } catch {
    return undefined
  }
}
