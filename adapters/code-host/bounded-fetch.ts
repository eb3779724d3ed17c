const LARGEST_ANSWER_BYTES = 8 * 1024 * 1024

/** An answer that nobody needs to read to its end. */
export class TooLongError extends Error {
  override readonly name = 'TooLongError'
  constructor(bytes: number) {
    super(`an answer of more than ${bytes} bytes`)
  }
}

/** `fetch` that reads no more than an answer can have; reading more than that rejects. */
export async function boundedFetch(input: string | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init)
  if (!response.body) return response
  let size = 0
  const limit = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      size += chunk.length
      if (size > LARGEST_ANSWER_BYTES) controller.error(new TooLongError(LARGEST_ANSWER_BYTES))
      else controller.enqueue(chunk)
    },
  })
  const { status, statusText, headers, url } = response
  const read = new Response(response.body.pipeThrough(limit), { status, statusText, headers })
  Object.defineProperty(read, 'url', { value: url })
  return read
}
