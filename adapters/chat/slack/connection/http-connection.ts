import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { HTTPReceiver } from '@slack/bolt'
import type { Logger } from 'pino'
import { boltLogger } from './bolt-logger.ts'
import type { Connection } from './connection.ts'
import { onlySigned, type SignedRequests } from './signed-requests.ts'

export interface HttpConnectionConfig {
  readonly signingSecret: string
  readonly port: number
  readonly host: string
  /** Answers browsers, which sign nothing, at paths of its own. False: the request is for Slack's receiver. */
  readonly pages?: (request: IncomingMessage, response: ServerResponse) => boolean
}

/** Slack sends a request at once; whoever takes longer only holds a connection. In milliseconds, Node's own units. */
const PATIENCE = { headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 } as const
const TRY_AGAIN = 503
/** Connections that may wait to be taken; of more than Node's 511, some would be tried again only a second later. */
const BACKLOG = 4_096
/** What was answered gets this long to reach Slack; then connections are cut, since a stop must not wait for strangers. */
const GOODBYE_WITHIN_MS = 500

/** Takes Slack's signed requests at `POST /slack/events`: events, commands and presses alike. */
export function createHttpConnection(
  { signingSecret, port, host, pages = () => false }: HttpConnectionConfig,
  log: Logger,
): Connection {
  let signed: SignedRequests | undefined
  const receiver = new HTTPReceiver({
    signingSecret,
    // `onlySigned` has looked, by the same function of Bolt's; twice is a quarter of what a request costs.
    signatureVerification: false,
    logger: boltLogger(log),
    // What was not taken in is for Slack to deliver again; why, is in the log already.
    processEventErrorHandler: async ({ response }) => {
      if (!response.headersSent) response.writeHead(TRY_AGAIN).end()
      return false
    },
    customPropertiesExtractor: (request) => ({ arrivedAt: signed?.arrivedAt(request) }),
  })
  signed = onlySigned(signingSecret, receiver.requestListener, log)
  const { listener } = signed
  receiver.requestListener = (request, response) => {
    if (!pages(request, response)) listener(request, response)
  }
  let server: Server | undefined

  return {
    receiver,
    connected: () => server !== undefined,
    heardAt: () => undefined,
    port: () => portOf(server),
    async start() {
      server = await receiver.start({ port, host, backlog: BACKLOG }, PATIENCE)
    },
    async stop() {
      const open = server
      if (open === undefined) return
      server = undefined
      const closed = receiver.stop()
      await Promise.race([closed, wait(GOODBYE_WITHIN_MS, undefined, { ref: false })])
      open.closeAllConnections()
      await closed
    },
  }
}

function portOf(server: Server | undefined): number | undefined {
  const address = server?.address()
  return typeof address === 'object' ? address?.port : undefined
}
