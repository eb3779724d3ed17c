import type { FastifyReply } from 'fastify'
import { BotError } from '../../../src/domain/errors.ts'
import type { ApiBehind } from './behind.ts'
import type { Caller } from './caller.ts'
import type { Connections } from './connections.ts'
import { createTextOutlet, type TextOutlet } from './text-outlet.ts'
import { whileValid } from './while-valid.ts'

/** How long a browser waits before it connects again. */
const RETRY_MS = 2_000

/** One Server-Sent Event; `id` is where to read on from. */
export interface SentEvent {
  readonly name: string
  readonly data: object
  readonly id: number | string
}

/** What all streams of the API share. */
export interface Streams {
  readonly connections: Connections
  /** Told of what broke a stream and is no refusal. */
  readonly onFault: (error: unknown, requestId: string) => void
}

interface Reader extends Streams {
  readonly caller: Caller
  readonly behind: ApiBehind
}

type Source = (left: AbortSignal) => AsyncIterable<SentEvent>

/** What another connection would hear again. Every other fault passes. */
const LASTING: ReadonlySet<string> = new Set(['no_session', 'not_there', 'not_allowed', 'not_authenticated'])

/**
 * Answers with Server-Sent Events as they come, until their reader leaves, takes nothing for half a minute, or shows a token
 * that opens nothing any more. The last event is `closed`, with why. A fault that passes breaks the connection instead, so
 * that its reader connects again.
 * @param source Ends when its signal aborts, or when there will be no more.
 * @throws {TooManyConnectionsError}
 */
export function answerWithEvents(reply: FastifyReply, reader: Reader, source: Source): FastifyReply {
  const leave = reader.connections.take(reader.caller.user)
  const outlet = createTextOutlet(reader.behind.clock)
  outlet.left.addEventListener('abort', leave)
  void sendAll(outlet, reader, source, reply.request.id)
  return (
    reply
      .type('text/event-stream')
      .header('cache-control', 'no-store')
      // Proxies that would keep it until it ends are asked not to.
      .header('x-accel-buffering', 'no')
      .send(outlet.stream)
  )
}

async function sendAll(
  outlet: TextOutlet,
  { caller, behind, onFault }: Reader,
  source: Source,
  requestId: string,
): Promise<void> {
  const isOver = new AbortController()
  const breakOff = (fault: unknown): void => {
    if (!(fault instanceof BotError)) onFault(fault, requestId)
    outlet.breakOff()
  }
  const stop = whileValid(behind, caller, {
    beat: () => outlet.beat(': \n\n'),
    over: (fault) => (fault === undefined ? isOver.abort() : breakOff(fault)),
  })
  try {
    await outlet.write(`retry: ${RETRY_MS}\n\n`)
    for await (const { name, data, id } of source(AbortSignal.any([outlet.left, isOver.signal])))
      await outlet.write(eventOf(name, data, id))
    await outlet.write(eventOf('closed', { code: isOver.signal.aborted ? 'not_authenticated' : 'ended' }))
  } catch (error) {
    if (error instanceof BotError && LASTING.has(error.code))
      await outlet.write(eventOf('closed', { code: error.code }))
    else breakOff(error)
  } finally {
    stop()
    outlet.end()
  }
}

/** JSON has no line break of its own, which would end the event. */
const eventOf = (name: string, data: object, id?: number | string): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
