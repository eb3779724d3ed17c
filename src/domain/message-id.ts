import { createHash } from 'node:crypto'

/**
 * The id that a message of a platform has in the log, so that it is found again when its person edits or deletes it.
 * @param name The platform's own name of the message, the same however often it comes, such as `slack:C1:1700.1`.
 */
export function messageIdOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  // A UUID of version 8, which is what somebody has made of something of their own (RFC 9562, 5.8).
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
