import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { z } from 'zod'
import type { Slots } from '../../../src/domain/understanding.ts'

/** What a tool says: as data where it found or proposed something, and in words. */
export interface ToolAnswer {
  readonly isError: boolean
  readonly text: string
  readonly data: z.output<typeof dataSchema>
}

export interface Assistant {
  readonly tools: readonly string[]
  call(tool: string, given: Slots): Promise<ToolAnswer>
  close(): Promise<void>
}

/** What tools give, all of them together. */
const dataSchema = z.looseObject({
  facts: z.looseObject({ answer: z.string() }).optional(),
  ...{ proposal: z.string().optional(), state: z.string().optional(), title: z.string().optional() },
})
const resultSchema = z.looseObject({
  isError: z.boolean().default(false),
  content: z.array(z.looseObject({ text: z.string() })),
  structuredContent: dataSchema.default({}),
})

/** An assistant that speaks MCP over HTTP. */
export async function connectAssistant(url: string, token: string): Promise<Assistant> {
  const client = new Client({ name: 'assistant', version: '1' })
  const headers = { authorization: `Bearer ${token}` }
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers } }) as never)
  const { tools } = await client.listTools()
  return {
    tools: tools.map(({ name }) => name),
    async call(tool, given) {
      const result = resultSchema.parse(await client.callTool({ name: tool, arguments: { ...given } }))
      const text = result.content.map((part) => part.text).join('\n')
      return { isError: result.isError, text, data: result.structuredContent }
    },
    close: () => client.close(),
  }
}
