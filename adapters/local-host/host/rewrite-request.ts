import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { forwardingHeaders, isForwarding, type Trust } from './forwarding.ts'
import { endsHere } from './hop-by-hop.ts'

/** Has the request say to the instance what it says to us, without what is between the client and us alone. */
export function rewriteRequest(request: IncomingMessage, trust: Trust): void {
  takeOriginForm(request)
  request.headers = { ...passedOn(request.headers), ...forwardingHeaders(request, trust) }
}

/** The same for one that asks for a WebSocket: it is passed on whole, with the upgrade that it asks for. */
export function rewriteUpgrade(request: IncomingMessage, trust: Trust): void {
  rewriteRequest(request, trust)
  request.headers.connection = 'Upgrade'
  request.headers.upgrade = 'websocket'
}

export function isWebSocket({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket'
}

function passedOn(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const endsAtUs = endsHere(headers.connection)
  const passed: IncomingHttpHeaders = {}
  for (const [name, value] of Object.entries(headers)) {
    // With underscores too: CGI, WSGI, Rack and PHP take `X_Forwarded_For` for the same.
    const isClaim = isForwarding(name.replaceAll('_', '-'))
    // `Expect` has been answered by us: the only expectation there is, 100-continue, is answered before a body is sent.
    if (!endsAtUs(name) && !isClaim && name !== 'expect') passed[name] = value
  }
  return passed
}

const ABSOLUTE_FORM = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?(?<authority>[^/?#]*)(?<rest>.*)$/i

/** `GET http://host/path` means the same as `GET /path` with that host: RFC 9112, 3.2.2. It never chooses where to go. */
function takeOriginForm(request: IncomingMessage): void {
  const { authority, rest } = ABSOLUTE_FORM.exec(request.url ?? '')?.groups ?? {}
  if (authority === undefined || rest === undefined) return
  request.headers.host = authority
  request.url = rest.startsWith('/') ? rest : `/${rest}`
}
