import { ModelUnavailableError } from '../../src/ports/language-model.ts'

/** No piece of an answer comes near, whole tool calls included. Clients keep a line in memory until it ends. */
const LONGEST_LINE_BYTES = 1024 * 1024
/** Far more than the longest answer, with what protocols write around each token. */
const LONGEST_ANSWER_BYTES = 32 * 1024 * 1024
const NEWLINE = 10

/**
 * `fetch` for servers of language models: goes nowhere but where it is told to, since what is asked is for that server
 * alone, and reads no more than an answer can have.
 * @throws {ModelUnavailableError} `failed` when the server sends elsewhere; reading then throws `cut-off` for too much.
 */
export async function boundedFetch(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: 'manual' })
  if (!response.headers.has('location')) return bounded(response)
  await response.body?.cancel()
  throw new ModelUnavailableError('failed', `${response.status}: it sends to another address, which is not followed`)
}

function bounded(response: Response): Response {
  if (!response.body) return response
  const { status, statusText, headers } = response
  return new Response(response.body.pipeThrough(limit()), { status, statusText, headers })
}

function limit(): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let answer = 0
  let line = 0
  return new TransformStream({
    transform(chunk, controller) {
      answer += chunk.length
      const ended = chunk.lastIndexOf(NEWLINE)
      line = ended === -1 ? line + chunk.length : chunk.length - ended - 1
      if (answer > LONGEST_ANSWER_BYTES) controller.error(tooLong('an answer', LONGEST_ANSWER_BYTES))
      else if (line > LONGEST_LINE_BYTES) controller.error(tooLong('a line of its answer', LONGEST_LINE_BYTES))
      else controller.enqueue(chunk)
    },
  })
}

function tooLong(what: string, bytes: number): ModelUnavailableError {
  return new ModelUnavailableError('cut-off', `${what} has more than ${bytes / 1024 / 1024} MB`)
}
