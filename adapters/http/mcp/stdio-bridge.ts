import type { Readable, Writable } from 'node:stream'
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import {
  isInitializeRequest,
  isJSONRPCRequest,
  isJSONRPCResultResponse,
  type JSONRPCMessage,
  type JSONRPCRequest,
} from '@modelcontextprotocol/sdk/types.js'

export interface BridgeParts {
  /** Of the running bot. */
  readonly url: URL
  readonly token: string
  readonly input: Readable
  readonly output: Writable
  /** Told of what goes wrong, as sentences without the token. */
  readonly warn: (sentence: string) => void
}

const NO_SESSION = 404
const LARGEST_MESSAGE_BYTES = 1024 * 1024
/** JSON-RPC leaves these to servers. */
const FAILED = -32_000

/** Passes what an assistant says on its pipes to the running bot, and back. Resolves when the assistant has left. */
export async function bridgeStdio({ url, token, input, output, warn }: BridgeParts): Promise<void> {
  const left = Promise.withResolvers<void>()
  const local = new StdioServerTransport(input, output, { maxBufferSize: LARGEST_MESSAGE_BYTES })
  let greeting: JSONRPCRequest | undefined
  let again = 0
  /** Then its streams break, which is no fault. */
  let isLeft = false
  let remote = connect()

  function connect(): Promise<StreamableHTTPClientTransport> {
    const transport = new StreamableHTTPClientTransport(url, {
      requestInit: { headers: { authorization: `Bearer ${token}` }, redirect: 'error' },
    })
    transport.onmessage = (message) => {
      if (isJSONRPCResultResponse(message)) {
        const version = message.result.protocolVersion
        if (typeof version === 'string') transport.setProtocolVersion(version)
        // The assistant has had its greeting.
        if (String(message.id).startsWith(AGAIN)) return
      }
      void local.send(message).catch(() => left.resolve())
    }
    transport.onerror = ({ message }) => {
      if (!isLeft) warn(message)
    }
    return transport.start().then(() => transport)
  }

  /** The bot was restarted, or has ended an idle session: the same greeting opens another. */
  async function reconnect(): Promise<StreamableHTTPClientTransport> {
    const transport = await connect()
    if (!greeting) return transport
    again += 1
    await transport.send({ ...greeting, id: `${AGAIN}${again}` })
    await transport.send({ jsonrpc: '2.0', method: 'notifications/initialized' })
    return transport
  }

  const forward = async (message: JSONRPCMessage): Promise<void> => {
    if (isInitializeRequest(message) && isJSONRPCRequest(message)) greeting = message
    const used = remote
    try {
      await (await used).send(message)
    } catch (error) {
      if (!isGone(error)) throw error
      if (remote === used) remote = reconnect()
      await (await remote).send(message)
    }
  }

  local.onmessage = (message) => {
    forward(message).catch((error: unknown) => {
      const sentence = sentenceFor(error, url)
      warn(sentence)
      if (!isJSONRPCRequest(message)) return
      const problem = { jsonrpc: '2.0' as const, id: message.id, error: { code: FAILED, message: sentence } }
      void local.send(problem).catch(() => left.resolve())
    })
  }
  local.onerror = ({ message }) => warn(message)
  local.onclose = () => left.resolve()
  input.once('end', () => left.resolve())
  await local.start()
  await left.promise
  isLeft = true
  const transport = await remote.catch(() => undefined)
  await transport?.terminateSession().catch(() => undefined)
  await transport?.close()
  await local.close()
}

const AGAIN = 'shipmate-again-'

const isGone = (error: unknown): boolean => error instanceof StreamableHTTPError && error.code === NO_SESSION

function sentenceFor(error: unknown, { host }: URL): string {
  if (!(error instanceof StreamableHTTPError)) return `No Shipmate answers at ${host}.`
  if (error.code === 401) return 'Shipmate does not take the token in SHIPMATE_TOKEN. Create another one.'
  return `Shipmate refused that (${error.code ?? 'unknown'}).`
}
