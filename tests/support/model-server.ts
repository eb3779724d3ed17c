import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import type { AskedModel, ModelServer, ModelTurn } from './model-script.ts'

/** What is particular to a protocol. */
export interface Protocol {
  readonly path: string
  readonly models: readonly string[]
  asked(body: Body): Pick<AskedModel, 'schema' | 'maxTokens'>
  answer(turn: ModelTurn, model: string, response: ServerResponse): Promise<void>
  /** Everything else there is to ask for. */
  other(): unknown
}

// biome-ignore lint/suspicious/noExplicitAny: the protocol says what is in it.
export type Body = { readonly model: string; readonly messages: AskedModel['messages']; readonly [key: string]: any }

/** Serves a protocol from a script. */
export async function startModelServer(protocol: Protocol): Promise<ModelServer> {
  const asked: AskedModel[] = []
  const visited: string[] = []
  let turns: ModelTurn[] = []
  const server = createServer((request, response) => void handle(request, response))

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url !== protocol.path) {
      visited.push(request.url ?? '')
      return sendJson(response, 200, protocol.other())
    }
    const body = (await json(request)) as Body
    const { model, messages, tools } = body
    const hungUp = new Promise<void>((resolve) => response.once('close', resolve))
    asked.push({
      model,
      messages,
      tools,
      ...protocol.asked(body),
      authorization: request.headers.authorization,
      hungUp,
    })
    const turn: ModelTurn = protocol.models.includes(model)
      ? (turns[0] ?? { status: 500, error: 'the script is empty' })
      : { status: 404, error: `model "${model}" not found` }
    if (turns.length > 1) turns = turns.slice(1)
    await protocol.answer(turn, model, response)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    visited,
    script(...next) {
      turns = [...next]
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
