/** What is kept of a log's end: far more than is ever shown. */
const TAIL_BYTES = 256 * 1024
/** Of a longer one the end is not reached: reading it would take a link that others need. */
const MOST_READ_BYTES = 512 * 1024 * 1024

/** `fetch` that keeps only the end of what it reads, for logs: of one of 100 MB no more is ever held than is shown. */
export async function tailFetch(input: string | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init)
  if (!response.body) return response
  const { status, statusText, headers, url } = response
  const kept = response.ok ? await endOf(response.body) : await startOf(response.body)
  const read = new Response(kept, { status, statusText, headers })
  Object.defineProperty(read, 'url', { value: url })
  return read
}

async function endOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
  let kept: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  let read = 0
  for await (const chunk of body) {
    kept.push(chunk)
    size += chunk.length
    read += chunk.length
    if (read > MOST_READ_BYTES) break
    if (size < 2 * TAIL_BYTES) continue
    kept = [Buffer.concat(kept).subarray(-TAIL_BYTES)]
    size = TAIL_BYTES
  }
  return lines(Buffer.concat(kept), read > TAIL_BYTES)
}

/** What the cut left of a line may be half a secret, which nobody would know for one. */
function lines(all: Buffer<ArrayBuffer>, isCut: boolean): Uint8Array<ArrayBuffer> {
  const end = all.subarray(-TAIL_BYTES)
  return isCut ? end.subarray(end.indexOf('\n') + 1) : end
}

/** Why there is no log, in a few words. */
async function startOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
  const kept: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for await (const chunk of body) {
    kept.push(chunk)
    size += chunk.length
    if (size > TAIL_BYTES) break
  }
  return Buffer.concat(kept).subarray(0, TAIL_BYTES)
}
