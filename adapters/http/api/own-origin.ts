/**
 * Whether a page that sends a request was served by this bot: its origin is exactly the host and port that the request
 * was sent to. Both schemes are the bot's: a proxy before it may speak TLS. A program sends no origin.
 * @param host as it was sent, and known as one of ours.
 */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true
  if (host === undefined) return false
  const named = host.toLowerCase()
  return [`http://${named}`, `https://${named}`].includes(origin.toLowerCase())
}
