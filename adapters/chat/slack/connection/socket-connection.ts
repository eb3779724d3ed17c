import { subscribe, unsubscribe } from 'node:diagnostics_channel'
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
/** Slack answers each ping at once; a socket that does not for so long is dead, however open it looks. */
const SILENT_FOR_MS = 10_000
/** So often within that time is looked. */
const LOOKS = 4
/** Slack itself pings every few seconds. */
const NO_PING_FOR_MS = 30_000
/** Where Node's own client says that a ping or an answer to one has come; Slack's is the only such socket of the bot. */
const SIGNS_OF_LIFE = ['undici:websocket:ping', 'undici:websocket:pong'] as const
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000

/**
 * A Socket Mode connection that is opened again whenever it ends, for ever. The SDK's own reconnecting waits five
 * seconds each time Slack renews the connection, and ends the process with an unhandled rejection when a try fails.
 */
export function createSocketConnection(
  appToken: string,
  apiUrl: string | undefined,
  log: Logger,
  silentForMs: number = SILENT_FOR_MS,
): Connection {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    clientPingTimeout: silentForMs / 2,
    serverPingTimeout: NO_PING_FOR_MS,
    logger: boltLogger(log),
    installerOptions: { clientOptions: webClientOptions(apiUrl, log) },
  })
  takeAnyEnvelope(receiver, log)
  const stopped = new AbortController()
  let connected = false
  let reconnecting = false
  let heardAt: Date | undefined
  const noteHeard = (): void => {
    heardAt = new Date()
  }
  receiver.client.on('ws_message', noteHeard)
  for (const sign of SIGNS_OF_LIFE) subscribe(sign, noteHeard)

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

  /** The SDK asks Slack for a goodbye first, which a dead line never says, and waits half a minute for it: asked twice, it cuts. */
  let lookedAt = Date.now()
  const cutIfSilent = (): void => {
    const now = Date.now()
    const sinceLookMs = now - lookedAt
    lookedAt = now
    // Where this process was busy itself, what Slack has said may still wait to be read.
    if (sinceLookMs > silentForMs / 2) noteHeard()
    if (!connected || !heardAt || now - heardAt.getTime() <= silentForMs) return
    log.warn({ silentForMs }, 'slack says nothing over a socket that looks open; opening another one')
    void receiver.client.disconnect()
    void receiver.client.disconnect()
  }
  const watch = setInterval(cutIfSilent, silentForMs / LOOKS)
  watch.unref()

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
    heardAt: () => heardAt,
    port: () => undefined,
    start: connect,
    async stop() {
      stopped.abort()
      clearInterval(watch)
      for (const sign of SIGNS_OF_LIFE) unsubscribe(sign, noteHeard)
      await Promise.race([receiver.client.disconnect(), wait(GOODBYE_WITHIN_MS, undefined, { ref: false })])
    },
  }
}
