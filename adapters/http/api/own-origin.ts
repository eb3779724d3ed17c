/**
 * Whether a page that sends a request was served by this bot: its origin is that of `http.url`, or exactly the host and
 * port that the request was sent to. A program sends no origin.
 * @param host as it was sent, and known as one of ours. Both schemes are the bot's: a proxy before it may speak TLS.
 * @param url The address in `http.url`.
 */
export function isOwnOrigin(origin: string | undefined, host: string | undefined, url: string | undefined): boolean {
  if (origin === undefined) return true
  const own = host === undefined ? [] : [`http://${host.toLowerCase()}`, `https://${host.toLowerCase()}`]
  return [...own, ...(url === undefined ? [] : [new URL(url).origin])].includes(origin.toLowerCase())
}
