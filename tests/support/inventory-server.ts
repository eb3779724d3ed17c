import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { onTestFinished } from 'vitest'
import type { Fleet } from '../../adapters/rehearsal/fleet.ts'

/** Serves a fleet, or anything else that answers requests, on a port of its own until the test is over. @returns Its address. */
export async function serveInventory(answer: Fleet['fetch']): Promise<string> {
  const server = createServer((request, response) => {
    void answered(request, answer)
      .then(async ({ status, headers, body }) => {
        response.writeHead(status, Object.fromEntries(headers))
        if (!body) return response.end()
        for await (const piece of body) if (!response.write(piece)) await drained(response)
        return response.end()
      })
      .catch(() => response.destroy())
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function answered(request: IncomingMessage, answer: Fleet['fetch']): Promise<Response> {
  const { method = 'GET', url = '/' } = request
  const body = method === 'GET' ? undefined : await new Response(Readable.toWeb(request) as ReadableStream).text()
  const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  return answer(`http://127.0.0.1${url}`, { method, headers, ...(body !== undefined && { body }) })
}

/** Or nobody reads any more. */
function drained(response: NodeJS.WritableStream & { once(event: string, then: () => void): unknown }): Promise<void> {
  return new Promise((resolve, reject) => {
    response.once('drain', resolve)
    response.once('close', () => reject(new Error('nobody reads')))
  })
}
