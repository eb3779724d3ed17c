import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import type { OutsideTools } from '../../src/ports/outside-tools.ts'
import { childEnvironment } from '../process/child-environment.ts'
import { boundedFetch } from './bounded-fetch.ts'
import { createOutsideServer, type OutsideServer } from './outside-server.ts'

/** How a server is reached: a program that is started without a shell, or an address. */
export type Reached =
  | { readonly kind: 'command'; readonly command: readonly string[]; readonly env: Readonly<Record<string, string>> }
  | { readonly kind: 'url'; readonly url: string; readonly token: string | undefined }

export interface ServerSettings {
  readonly name: string
  readonly tools: readonly string[]
  readonly timeoutMs: number
  readonly reached: Reached
}

export interface OutsideParts {
  readonly version: string
  readonly onFault: (error: unknown, server: string) => void
}

const LARGEST_MESSAGE_BYTES = 1024 * 1024
/** A server that was away is looked for again. */
const LOOK_EVERY_MS = 60_000

/** MCP servers of others. The bot starts without waiting for them, and works where none of them does. */
export function openOutsideServers(
  settings: readonly ServerSettings[],
  parts: OutsideParts,
): OutsideTools & { close(): Promise<void> } {
  const servers = settings.map((one) => outsideServer(one, parts))
  const look = (): void => {
    for (const [index, server] of servers.entries())
      server.look().catch((error: unknown) => parts.onFault(error, settings[index]?.name ?? ''))
  }
  look()
  const timer = setInterval(look, LOOK_EVERY_MS).unref()
  return {
    list: () => servers.flatMap((server) => server.list()),
    async close() {
      clearInterval(timer)
      await Promise.all(servers.map((server) => server.close()))
    },
  }
}

export function outsideServer({ name, tools, timeoutMs, reached }: ServerSettings, parts: OutsideParts): OutsideServer {
  return createOutsideServer({
    ...{ name, tools, timeoutMs, version: parts.version },
    connect: () => transportTo(reached),
    onFault: (error) => parts.onFault(error, name),
  })
}

function transportTo(reached: Reached): Transport {
  if (reached.kind === 'url') {
    const headers = reached.token === undefined ? {} : { authorization: `Bearer ${reached.token}` }
    return new StreamableHTTPClientTransport(new URL(reached.url), {
      requestInit: { headers, redirect: 'error' },
      fetch: boundedFetch(LARGEST_MESSAGE_BYTES),
    }) as Transport
  }
  const [command = '', ...args] = reached.command
  const env = childEnvironment(reached.env)
  return new StdioClientTransport({ command, args, env, stderr: 'ignore', maxBufferSize: LARGEST_MESSAGE_BYTES })
}
