import type { IncomingMessage } from 'node:http'

/**
 * Whether a request comes from the page itself, or from a program on this machine. A page of another origin names that
 * origin, and a name that somebody else lets point here is not one of ours.
 */
export function isFromHere({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): boolean {
  const { host = '', origin } = headers
  const own = ['127.0.0.1', 'localhost'].map((name) => `${name}:${socket.localPort}`)
  const isOfOtherSite = ['cross-site', 'same-site'].includes(String(headers['sec-fetch-site']))
  return own.includes(host) && (origin === undefined || origin === `http://${host}`) && !isOfOtherSite
}
