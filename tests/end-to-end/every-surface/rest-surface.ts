import { cardSchema } from '../../../adapters/http/api/shapes.ts'
import type { Surface } from './surface.ts'

/** What answers may hold, all of them together. */
interface Answer {
  readonly id: string
  readonly reply: { readonly content: string; readonly card: unknown }
}

export interface RestClient {
  /** @throws {Error} unless it was answered with success. */
  call<Body = Answer>(method: string, path: string, body?: object): Promise<Body>
}

export function restClient(url: string, token: string): RestClient {
  return {
    async call(method, path, body) {
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
      return JSON.parse(text || 'null')
    },
  }
}

export function restSurface(client: RestClient): Surface {
  return {
    name: 'REST',
    async ask(asking) {
      const { id: session_id } = await client.call('POST', '/sessions')
      const { id, reply } =
        'words' in asking
          ? await client.call('POST', '/messages', { session_id, content: asking.words })
          : await client.call('POST', '/requests', { session_id, ...asking })
      const { title, tone } = cardSchema.parse(reply.card)
      return { message: id, title, tone, content: reply.content }
    },
    close: async () => {},
  }
}
