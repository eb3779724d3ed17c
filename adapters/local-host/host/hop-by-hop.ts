/** About one connection only: RFC 9110, 7.6.1, and what older clients send. */
const ONE_CONNECTION = ['connection', 'keep-alive', 'te', 'trailer', 'upgrade', 'http2-settings']
/** Naming these in `Connection` would have two sides disagree where a message ends, or whom it is for. */
const NEVER_NAMED = ['host', 'content-length', 'transfer-encoding']

/**
 * Whether a header, by its lower-case name, ends at this proxy: it is about one connection, or `Connection` names it.
 * Every `Proxy-…` does too, and `Proxy`, which CGI programs would take for their own proxy. `Transfer-Encoding` stays with
 * a request, since its body is sent on as it comes.
 */
export function endsHere(connection: string | undefined): (name: string) => boolean {
  if (connection === undefined) return isAboutOneConnection
  const named = connection
    .toLowerCase()
    .split(',')
    .map((option) => option.trim())
    .filter((option) => !NEVER_NAMED.includes(option))
  return (name) => isAboutOneConnection(name) || named.includes(name)
}

function isAboutOneConnection(name: string): boolean {
  return ONE_CONNECTION.includes(name) || name === 'proxy' || name.startsWith('proxy-')
}
