import { setTimeout as wait } from 'node:timers/promises'
import { SocketModeReceiver } from '@slack/bolt'
import type { Logger } from 'pino'
import { boltLogger } from './bolt-logger.ts'
import type { Connection } from './connection.ts'
import { takeAnyEnvelope } from './envelopes.ts'
import { webClientOptions } from './web-client.ts'

/** Slack says hello within a second or two; without it the connection is given up. */
const HELLO_WITHIN_MS = 30_000
/** A dead connection is not waited for. */
const GOODBYE_WITHIN_MS = 1_000
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000

/**
 * A Socket Mode connection that is opened again whenever it ends, for ever. The SDK's own reconnecting waits five
 * seconds each time Slack renews the connection, and ends the process with an unhandled rejection when a try fails.
 */
export function createSocketConnection(appToken: string, apiUrl: string | undefined, log: Logger): Connection {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: boltLogger(log),
    installerOptions: { clientOptions: webClientOptions(apiUrl, log) },
  })
  takeAnyEnvelope(receiver, log)
  const stopped = new AbortController()
  let connected = false
  let reconnecting = false

  async function connect(): Promise<void> {
    const tooLate = wait(HELLO_WITHIN_MS, undefined, { ref: false }).then(() => {
      throw new Error(`slack did not say hello within ${HELLO_WITHIN_MS} ms`)
    })
    await Promise.race([receiver.start(), tooLate])
  }

  async function reconnect(): Promise<void> {
    if (reconnecting) return
    reconnecting = true
    for (let failures = 0; !connected && !stopped.signal.aborted; failures += 1) {
      try {
        await connect()
      } catch (error) {
        log.warn({ err: error, failures }, 'slack cannot be reached; trying again')
        await receiver.stop()
        await pause(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures))
      }
    }
    reconnecting = false
  }

  function pause(ms: number): Promise<void> {
    return wait(ms, undefined, { signal: stopped.signal }).catch(() => undefined)
  }

  receiver.client.on('connected', () => {
    connected = true
  })
  receiver.client.on('disconnected', () => {
    if (!connected) return
    connected = false
    void reconnect()
  })

  return {
    receiver,
    connected: () => connected,
    port: () => undefined,
    start: connect,
    async stop() {
      stopped.abort()
      await Promise.race([receiver.client.disconnect(), wait(GOODBYE_WITHIN_MS, undefined, { ref: false })])
    },
  }
}
