import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'

/** Answers what is for the pages of the installation. False: it is for somebody else. */
export type TakePage = (request: IncomingMessage, response: ServerResponse) => boolean

/** Where browsers come in to install the app. */
export interface Door {
  /** For a server that takes Slack's requests as well. */
  readonly take: TakePage
  /** What stands behind it, known only once the bot knows where it is at home. */
  opens(pages: TakePage): void
  start(): Promise<void>
  /** Of a server of its own. */
  port(): number | undefined
  stop(): Promise<void>
}

export interface DoorSettings {
  readonly host: string
  readonly port: number
  /** In Socket Mode no other server takes requests. */
  readonly own: boolean
}

/** Milliseconds for a whole request. A browser sends one at once; a slower client only holds a connection. */
const PATIENCE = { headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 } as const
const NOT_FOUND = 404

export function createDoor({ host, port, own }: DoorSettings, log: Logger): Door {
  let pages: TakePage = () => false
  let server: Server | undefined
  const take: TakePage = (request, response) => pages(request, response)

  return {
    take,
    opens(given) {
      pages = given
    },
    async start() {
      if (!own) return
      const opened = createServer(PATIENCE, (request, response) => {
        if (!take(request, response)) response.writeHead(NOT_FOUND, { connection: 'close' }).end()
      })
      await new Promise<void>((resolve, reject) => {
        opened.once('error', reject)
        opened.listen(port, host, resolve)
      })
      opened.on('error', (error) => log.warn({ err: error }, 'the pages for installing the slack app failed'))
      server = opened
    },
    port: () => (server?.address() as AddressInfo | null | undefined)?.port,
    async stop() {
      const open = server
      server = undefined
      if (open === undefined) return
      const closed = new Promise<void>((resolve) => void open.close(() => resolve()))
      open.closeAllConnections()
      await closed
    },
  }
}
