import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js'

/** Reads at most so many bytes of each answer; what is longer ends with an error. */
export function boundedFetch(mostBytes: number): FetchLike {
  return async (url, init) => {
    const response = await fetch(url, init)
    if (!response.body) return response
    let read = 0
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        read += chunk.byteLength
        if (read > mostBytes) controller.error(new Error(`it answers with more than ${mostBytes} bytes`))
        else controller.enqueue(chunk)
      },
    })
    const { status, statusText, headers } = response
    return new Response(response.body.pipeThrough(counted), { status, statusText, headers })
  }
}
