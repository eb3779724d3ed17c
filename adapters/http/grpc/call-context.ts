import { constants, type ServerHttp2Stream } from 'node:http2'
import { createContextKey } from '@connectrpc/connect'
import type { FastifyRequest } from 'fastify'
import { type Caller, NotAuthenticatedError } from '../api/caller.ts'

/** What is known of a call besides its message. */
export interface Call {
  /** Undefined for what needs no token. */
  readonly caller: Caller | undefined
  /** The log has what went wrong under this id. */
  readonly id: string
  /** Ends the call where its reader or writer has stopped: nothing more can be said to them. */
  cut(): void
}

export const CALL = createContextKey<Call | undefined>(undefined, { description: 'the call' })

export interface WithValues {
  readonly values: { get(key: typeof CALL): Call | undefined }
}

/** Of a call that was let in. */
export function callerIn({ values }: WithValues): Caller {
  const caller = values.get(CALL)?.caller
  if (!caller) throw new NotAuthenticatedError('a call without a caller reached its service')
  return caller
}

export function callOf({ caller, id, raw }: FastifyRequest): Call {
  return {
    ...{ caller, id },
    cut() {
      // Of HTTP/2 only the stream: the connection carries other calls.
      if ('stream' in raw) (raw.stream as ServerHttp2Stream).close(constants.NGHTTP2_ENHANCE_YOUR_CALM)
      else raw.destroy()
    },
  }
}
