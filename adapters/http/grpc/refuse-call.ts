import type { ConnectError } from '@connectrpc/connect'
import { codeToHttpStatus, errorToJsonBytes } from '@connectrpc/connect/protocol-connect'
import { setTrailerStatus } from '@connectrpc/connect/protocol-grpc'
import { universalResponseToNodeResponse } from '@connectrpc/connect-node'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Answers a call in its own protocol before anything of its message was read. */
export function refuseCall(request: FastifyRequest, reply: FastifyReply, error: ConnectError): FastifyReply {
  reply.hijack()
  // Nobody waits for it: the call is over once it is written, and who has left misses nothing.
  universalResponseToNodeResponse(refusal(request.headers['content-type'] ?? '', error), reply.raw).catch(() => {})
  return reply
}

function refusal(contentType: string, error: ConnectError) {
  if (!contentType.startsWith('application/grpc')) {
    const header = new Headers({ 'content-type': 'application/json', ...BEARER })
    return { status: codeToHttpStatus(error.code), header, body: only(errorToJsonBytes(error, undefined)) }
  }
  const status = new Headers()
  setTrailerStatus(status, error)
  const header = new Headers({ 'content-type': contentType })
  // gRPC-Web has no trailers: a call without an answer has them in its header.
  if (contentType.startsWith('application/grpc-web'))
    return { status: 200, header: new Headers([...header, ...status]), body: only(new Uint8Array()) }
  return { status: 200, header, trailer: status, body: only(new Uint8Array()) }
}

const BEARER = { 'www-authenticate': 'Bearer realm="shipmate"' }

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
