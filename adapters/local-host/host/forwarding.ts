import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import proxyAddr from '@fastify/proxy-addr'

/** Whether an address is a proxy of ours, whose word on the client is taken. */
export type Trust = (address: string, index: number) => boolean

export const TRUST_NOBODY: Trust = () => false

/**
 * @param networks addresses or networks (`10.0.0.0/8`, `fd00::/8`), or `loopback`, `linklocal`, `uniquelocal`.
 * @throws {TypeError} when one is none.
 */
export function trustIn(networks: readonly string[]): Trust {
  return networks.length === 0 ? TRUST_NOBODY : proxyAddr.compile([...networks])
}

/** What says on whose behalf a request comes. Any client can write these. */
export function isForwarding(name: string): boolean {
  return name.startsWith('x-forwarded-') || name === 'x-real-ip' || name === 'forwarded'
}

/** Whether `trustIn` takes it. */
export function isNetwork(network: string): boolean {
  try {
    return proxyAddr.compile(network) !== undefined
  } catch {
    return false
  }
}

/** Trusts the networks set at the time: checked for each request, and parsed again only when the setting changes. */
export function trustInWhatIsSet(networksSet: () => readonly string[]): () => Trust {
  let networks: readonly string[] = []
  let trust = TRUST_NOBODY
  return () => {
    const now = networksSet()
    if (now !== networks) {
      networks = now
      trust = trustIn(now)
    }
    return trust
  }
}

/**
 * The headers that tell the service who asks for what. A client's own are dropped; a trusted proxy's are kept, and its own
 * address is added to them. Addresses that no trusted proxy vouches for are dropped there too.
 */
export function forwardingHeaders(request: IncomingMessage, trust: Trust): IncomingHttpHeaders {
  const { headers, socket } = request
  const peer = socket.remoteAddress ?? ''
  const ours = {
    'x-forwarded-for': peer,
    'x-forwarded-proto': 'http',
    ...(headers.host !== undefined && { 'x-forwarded-host': headers.host }),
  }
  if (!trust(peer, 0)) return ours
  return {
    ...ours,
    ...Object.fromEntries(Object.entries(headers).filter(([name]) => isForwarding(name))),
    'x-forwarded-for': proxyAddr.all(request, trust).toReversed().join(', '),
    ...(headers.forwarded !== undefined && { forwarded: `${headers.forwarded}, for=${forwardedNode(peer)}` }),
  }
}

/** RFC 7239, 6: an IPv6 address stands in brackets and quotes. */
function forwardedNode(address: string): string {
  return address.includes(':') ? `"[${address}]"` : address
}
