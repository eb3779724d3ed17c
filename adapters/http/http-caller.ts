import type { HttpAnswer, HttpCaller, HttpOrder } from '../../src/ports/http-caller.ts'

/** More than any answer that a step uses. */
const LARGEST_ANSWER_BYTES = 256 * 1024

/** Asks addresses over HTTP. A redirect is an answer like any other: it is never followed with the request's secrets. */
export function createHttpCaller(): HttpCaller {
  return {
    async call({ method, url, headers, body, timeoutMs }: HttpOrder, signal): Promise<HttpAnswer> {
      try {
        const ends = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
        const asked = {
          method,
          headers,
          redirect: 'manual',
          signal: ends,
          ...(body !== undefined && { body }),
        } as const
        const response = await fetch(url, asked)
        return { kind: 'answered', status: response.status, body: await start(response) }
      } catch (error) {
        return { kind: 'unreachable', sentence: sentenceFor(error, new URL(url).host, timeoutMs) }
      }
    },
  }
}

/** The beginning of an answer; the rest is not waited for. */
async function start(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= LARGEST_ANSWER_BYTES) break
  }
  return Buffer.concat(chunks).subarray(0, LARGEST_ANSWER_BYTES).toString('utf8')
}

function sentenceFor(error: unknown, host: string, timeoutMs: number): string {
  if ((error as Error).name === 'TimeoutError') return `${host} did not answer within ${timeoutMs / 1_000} s.`
  const { cause } = error as { readonly cause?: { readonly code?: string } }
  return `${host} cannot be reached${cause?.code === undefined ? '' : ` (${cause.code})`}.`
}
