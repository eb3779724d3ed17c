import { HTTPReceiver } from '@slack/bolt'
import type { Logger } from 'pino'
import { boltLogger } from './bolt-logger.ts'
import type { Connection } from './connection.ts'

export interface HttpConnectionConfig {
  readonly signingSecret: string
  readonly port: number
  readonly host: string
}

/** Takes Slack's signed requests at `POST /slack/events`: events, commands and presses alike. */
export function createHttpConnection({ signingSecret, port, host }: HttpConnectionConfig, log: Logger): Connection {
  const receiver = new HTTPReceiver({ signingSecret, logger: boltLogger(log) })
  let openPort: number | undefined

  return {
    receiver,
    connected: () => openPort !== undefined,
    port: () => openPort,
    async start() {
      const address = (await receiver.start({ port, host })).address()
      openPort = typeof address === 'object' ? address?.port : undefined
    },
    async stop() {
      if (openPort === undefined) return
      openPort = undefined
      await receiver.stop()
    },
  }
}
