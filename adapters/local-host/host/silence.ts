import type { ClientRequest } from 'node:http'

/** How long an instance may be silent before its answer starts, and a user in the middle of a request. */
const SILENT_MINUTES = 5
const MINUTE_MS = 60_000

/**
 * Calls `silent` when nothing at all was sent for five minutes and no answer has started; a long upload that still
 * sends is left alone. Returns what stops the watching.
 */
export function onSilence(outgoing: ClientRequest, silent: () => void): () => void {
  let sent = 0
  let silentMinutes = 0
  const timer = setInterval(() => {
    const now = outgoing.socket?.bytesWritten ?? 0
    silentMinutes = now === sent ? silentMinutes + 1 : 0
    sent = now
    if (silentMinutes >= SILENT_MINUTES) silent()
  }, MINUTE_MS)
  const stop = (): void => clearInterval(timer)
  outgoing.once('close', stop)
  return stop
}
