import { type Agent, request } from 'node:http'

export interface HttpCall {
  /** A port of 127.0.0.1, or a unix socket. */
  readonly to: { readonly port: number } | { readonly socketPath: string }
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly body?: unknown
  /** For the whole exchange. */
  readonly timeoutMs: number
  /** How long the answer may be; left out, 4 MiB. */
  readonly longestBodyBytes?: number
  /** Whose connections are used; left out: one of its own, since a kept one would keep an old instance from ending. */
  readonly agent?: Agent
}

export interface HttpReply {
  readonly status: number
  readonly body: string
}

/** Few answers that we ask for are anywhere near this long. */
const LONGEST_BODY_BYTES = 4 * 1024 * 1024

export function httpCall({
  to,
  method,
  path,
  headers,
  body,
  timeoutMs,
  agent,
  longestBodyBytes = LONGEST_BODY_BYTES,
}: HttpCall): Promise<HttpReply> {
  const sent = body === undefined ? undefined : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const call = request(
      {
        ...to,
        host: '127.0.0.1',
        method,
        path,
        agent: agent ?? false,
        signal: AbortSignal.timeout(timeoutMs),
        headers: { ...headers, ...(sent !== undefined && { 'content-type': 'application/json' }) },
      },
      async (response) => {
        try {
          let received = ''
          for await (const chunk of response.setEncoding('utf8')) {
            received += chunk
            if (received.length > longestBodyBytes) throw new Error(`${path} answers with too much`)
          }
          resolve({ status: response.statusCode ?? 0, body: received })
        } catch (error) {
          reject(error)
        }
      },
    )
    call.once('error', reject)
    call.end(sent)
  })
}
