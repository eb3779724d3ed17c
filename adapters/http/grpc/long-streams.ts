import type { Interceptor, StreamResponse } from '@connectrpc/connect'
import type { Clock } from '../../../src/ports/clock.ts'
import type { Connections } from '../api/connections.ts'
import { CALL, type Call } from './call-context.ts'

/** A reader that takes nothing for so long is cut off. It can read on from where it was. */
const TAKEN_WITHIN_MS = 30_000

interface StreamParts {
  readonly connections: Connections
  readonly clock: () => Clock
}

/** A token has so many streams at a time, and each must be read: the bot keeps nothing for those who do not. */
export function limitStreams({ connections, clock }: StreamParts): Interceptor {
  return (next) => async (request) => {
    const call = request.contextValues.get(CALL)
    if (!request.stream || !call?.caller) return next(request)
    const leave = connections.take(call.caller.user)
    try {
      const response = await next(request)
      if (!response.stream) return response
      return { ...response, message: taken(response.message, call, clock(), leave, request.signal) } as StreamResponse
    } catch (error) {
      leave()
      throw error
    }
  }
}

async function* taken<Item>(
  messages: AsyncIterable<Item>,
  call: Call,
  clock: Clock,
  leave: () => void,
  over: AbortSignal,
): AsyncGenerator<Item> {
  let cancel = (): void => {}
  const left = once(() => {
    cancel()
    leave()
  })
  // Nobody asks a generator to end whose reader is gone: its finally would never run.
  over.addEventListener('abort', left)
  try {
    for await (const message of messages) {
      cancel = clock.at(new Date(clock.now().getTime() + TAKEN_WITHIN_MS), () => call.cut())
      yield message
      cancel()
    }
  } finally {
    over.removeEventListener('abort', left)
    left()
  }
}

function once(act: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) act()
    isDone = true
  }
}
