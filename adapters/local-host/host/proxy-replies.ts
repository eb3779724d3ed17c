import { METHODS, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Failure } from './proxy-failure.ts'

/**
 * TRACE would send back to scripts what browsers keep from them: cookies, and what was added on the way (RFC 9110, 9.3.8
 * has its senders leave such out, and allows servers to refuse). CONNECT is for another kind of proxy.
 */
export const REFUSED_METHODS: readonly string[] = ['TRACE', 'CONNECT']
const ALLOWED_METHODS: string = METHODS.filter((method) => !REFUSED_METHODS.includes(method)).join(', ')

/** What the proxy itself says to a user, when no instance does. */
export function reply(response: ServerResponse, status: number, sentence: string): void {
  if (status > 500) response.setHeader('retry-after', '1')
  // What is left of a body is not waited for.
  if (!response.req.complete) response.setHeader('connection', 'close')
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`)
}

export function replyToMethod(response: ServerResponse): void {
  response.setHeader('allow', ALLOWED_METHODS)
  reply(response, 405, 'The proxy in front of this service does not pass this method on.')
}

/** Node leaves such a connection to us alone, errors included. */
export function replyToConnect(socket: Duplex): void {
  socket.on('error', () => socket.destroy())
  socket.end(`HTTP/1.1 405 Method Not Allowed\r\nallow: ${ALLOWED_METHODS}\r\nconnection: close\r\n\r\n`)
  socket.resume()
}

const REPLIES: Readonly<Record<Failure, readonly [status: number, sentence: string]>> = {
  'no-answer': [502, 'The service does not answer. Please try again in a moment.'],
  'silent-instance': [504, 'The service took too long to answer.'],
  'silent-user': [408, 'The rest of the request did not come.'],
  ours: [400, 'This request cannot be passed on.'],
}

export function replyToFailure(response: ServerResponse, failure: Failure): void {
  reply(response, ...REPLIES[failure])
}
