import type { IncomingMessage, ServerResponse } from 'node:http'
import { endsHere } from './hop-by-hop.ts'

/**
 * Passes an instance's answer on to its user, as it comes.
 * @throws {Error} when it has a status or a header that HTTP does not know; nothing was sent then.
 */
export function passAnswer(answer: IncomingMessage, response: ServerResponse): void {
  response.writeHead(answer.statusCode ?? 0, answer.statusMessage, passedOn(answer))
  // A stream's first word may take its time.
  response.flushHeaders()
  answer.pipe(response)
}

/** Header names and values in turn, as they were sent. The body gets its own framing for the user's connection. */
function passedOn({ headers, rawHeaders }: IncomingMessage): string[] {
  const endsAtUs = endsHere(headers.connection)
  return rawHeaders.flatMap((name, index) => {
    const isName = index % 2 === 0
    const lower = name.toLowerCase()
    return isName && lower !== 'transfer-encoding' && !endsAtUs(lower) ? [name, rawHeaders[index + 1] ?? ''] : []
  })
}
