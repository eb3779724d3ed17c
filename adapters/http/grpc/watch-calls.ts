import { Code, ConnectError, type Interceptor, type StreamResponse } from '@connectrpc/connect'
import { BotError } from '../../../src/domain/errors.ts'
import { CALL } from './call-context.ts'
import { callError, isFault } from './call-error.ts'

/** A call that is over, for the log: nothing of what was said. */
export interface EndedCall {
  /** `shipmate.v1.LookupService/ListTasks`. */
  readonly method: string
  readonly request: string
  readonly by: string | undefined
  /** `ok`, or the code of gRPC. */
  readonly code: string
  readonly ms: number
}

export interface CallWatch {
  readonly onFault: (error: unknown, requestId: string) => void
  readonly onEnded: (call: EndedCall) => void
}

/** Tells each caller what went wrong with its details, and the log that a call is over. */
export function watchCalls({ onFault, onEnded }: CallWatch): Interceptor {
  return (next) => async (request) => {
    const startedAt = performance.now()
    const call = request.contextValues.get(CALL)
    const id = call?.id ?? ''
    const ended = (code: string): void =>
      onEnded({
        method: `${request.service.typeName}/${request.method.name}`,
        ...{ request: id, by: call?.caller?.user, code, ms: Math.round(performance.now() - startedAt) },
      })
    const said = (error: unknown): ConnectError => {
      // Whoever has left, or let their deadline pass, is told just that.
      const reason = request.signal.aborted && !(error instanceof BotError) ? request.signal.reason : error
      if (isFault(reason) && !request.signal.aborted) onFault(reason, id)
      const told = request.signal.aborted ? ConnectError.from(reason, Code.Canceled) : callError(reason, id)
      ended(nameOf(told.code))
      return told
    }
    try {
      const response = await next(request)
      response.header.set('x-request-id', id)
      if (response.stream) return { ...response, message: watched(response.message, said, ended) } as StreamResponse
      ended('ok')
      return response
    } catch (error) {
      throw said(error)
    }
  }
}

async function* watched<Item>(
  messages: AsyncIterable<Item>,
  said: (error: unknown) => ConnectError,
  ended: (code: string) => void,
): AsyncGenerator<Item> {
  let isOver = false
  try {
    yield* messages
    isOver = true
    ended('ok')
  } catch (error) {
    isOver = true
    throw said(error)
  } finally {
    if (!isOver) ended('canceled')
  }
}

/** `deadline_exceeded`. */
const nameOf = (code: Code): string => Code[code].replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toLowerCase()
