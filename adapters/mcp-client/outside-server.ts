import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import type { Tool } from '@modelcontextprotocol/sdk/types.js'
import type { jsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/types.js'
import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel'
import type { JsonObject } from '../../src/domain/event.ts'
import type { OutsideAnswer, OutsideTool } from '../../src/ports/outside-tools.ts'
import { type Refused, readTool } from './read-tool.ts'

export interface OutsideServerConfig {
  readonly name: string
  /** Tools that may be used; of these, those that say that they only read. */
  readonly tools: readonly string[]
  readonly timeoutMs: number
  readonly version: string
  /** A new connection. */
  readonly connect: () => Transport
  /** For the log: what the server says of itself may be anything. */
  readonly onFault: (error: unknown) => void
}

export interface OutsideServer {
  /** As it last said, of those that may be used. */
  list(): readonly OutsideTool[]
  /** Connects and asks what there is. @throws when it does not answer in time. */
  look(): Promise<{ readonly tools: readonly OutsideTool[]; readonly refused: readonly Refused[] }>
  close(): Promise<void>
}

const MOST_PAGES = 10
const LONGEST_ANSWER = 8_000
const FAILURES_ALLOWED = 3
const REST_MS = 30_000
/** A server's schema is a stranger's program for a validator, so none is run: its answers are text to us. */
const NO_VALIDATOR: jsonSchemaValidator = {
  getValidator: () => (input) => ({ valid: true, data: input as never, errorMessage: undefined }),
}

/** One MCP server of somebody else, which may hang, lie or die: nothing waits for it for longer than its time. */
export function createOutsideServer(config: OutsideServerConfig): OutsideServer {
  const { name, timeoutMs, version, connect, onFault } = config
  const breaker = circuitBreaker(handleAll, {
    breaker: new ConsecutiveBreaker(FAILURES_ALLOWED),
    halfOpenAfter: REST_MS,
  })
  const options = { timeout: timeoutMs, maxTotalTimeout: timeoutMs }
  let client: Promise<Client> | undefined
  let current: Client | undefined
  let known: readonly OutsideTool[] = []

  const open = async (): Promise<Client> => {
    const opened = new Client({ name: 'shipmate', version }, { jsonSchemaValidator: NO_VALIDATOR })
    opened.onclose = () => {
      if (current === opened) client = undefined
    }
    opened.onerror = onFault
    try {
      await opened.connect(connect(), options)
      current = opened
      return opened
    } catch (error) {
      client = undefined
      await opened.close().catch(() => undefined)
      throw error
    }
  }
  const connected = (): Promise<Client> => {
    client ??= open()
    return client
  }

  const call = async (tool: string, input: JsonObject): Promise<OutsideAnswer> => {
    try {
      const result = await breaker.execute(async () =>
        (await connected()).callTool({ name: tool, arguments: { ...input } }, undefined, options),
      )
      if (result.isError) return { kind: 'failed', sentence: `${name} could not tell.` }
      return { kind: 'told', text: textOf(result.content) }
    } catch (error) {
      if (error instanceof BrokenCircuitError)
        return {
          kind: 'failed',
          sentence: `${name} has failed several times and is left alone for ${REST_MS / 1_000} s.`,
        }
      onFault(error)
      return { kind: 'failed', sentence: `${name} does not answer.` }
    }
  }

  const listed = async (): Promise<readonly Tool[]> => {
    const from = await connected()
    const all: Tool[] = []
    let cursor: string | undefined
    for (let page = 0; page < MOST_PAGES; page++) {
      const { tools, nextCursor } = await from.listTools(cursor === undefined ? {} : { cursor }, options)
      all.push(...tools)
      if (nextCursor === undefined) break
      cursor = nextCursor
    }
    return all
  }

  return {
    list: () => known,
    async look() {
      const all = await listed()
      const read = config.tools.map((tool) => readTool(name, tool, all))
      known = read.flatMap((one) =>
        'problem' in one ? [] : [{ ...one, call: (input: JsonObject) => call(one.tool, input) }],
      )
      return { tools: known, refused: read.filter((one) => 'problem' in one) }
    },
    async close() {
      const open = await client?.catch(() => undefined)
      await open?.close().catch(() => undefined)
    },
  }
}

/** Only texts: pictures and files are nothing to a model that looks something up. */
function textOf(content: unknown): string {
  const parts = Array.isArray(content) ? content : []
  let text = ''
  for (const part of parts) {
    if (part?.type === 'text' && typeof part.text === 'string') text += `${text === '' ? '' : '\n'}${part.text}`
    if (text.length > LONGEST_ANSWER) return `${text.slice(0, LONGEST_ANSWER)}\n… (cut off)`
  }
  return text === '' ? 'It gave no text.' : text
}
