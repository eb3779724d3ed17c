import type { FastifyReply } from 'fastify'
import { BotError } from '../../../src/domain/errors.ts'
import type { ApiBehind } from './behind.ts'
import type { Caller } from './caller.ts'
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

/**
 * Answers with Server-Sent Events as they come, until their reader leaves, takes nothing for half a minute, or shows a token
 * that opens nothing any more. The last event is `closed`, with why.
 * @param leave Called once when it is over.
 * @param source Ends when its signal aborts, or when there will be no more.
 */
export function answerWithEvents(
  reply: FastifyReply,
  { caller, behind, leave }: { readonly caller: Caller; readonly behind: ApiBehind; readonly leave: () => void },
  source: (left: AbortSignal) => AsyncIterable<SentEvent>,
): FastifyReply {
  const outlet = createTextOutlet(behind.clock)
  outlet.left.addEventListener('abort', leave)
  void sendAll(outlet, caller, behind, source)
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
  caller: Caller,
  behind: ApiBehind,
  source: (left: AbortSignal) => AsyncIterable<SentEvent>,
): Promise<void> {
  const isOver = new AbortController()
  const stop = whileValid(behind, caller, { beat: () => outlet.beat(': \n\n'), over: () => isOver.abort() })
  try {
    await outlet.write(`retry: ${RETRY_MS}\n\n`)
    for await (const { name, data, id } of source(AbortSignal.any([outlet.left, isOver.signal])))
      await outlet.write(eventOf(name, data, id))
    await outlet.write(eventOf('closed', { code: isOver.signal.aborted ? 'not_authenticated' : 'ended' }))
  } catch (error) {
    await outlet.write(eventOf('closed', { code: error instanceof BotError ? error.code : 'fault' }))
  } finally {
    stop()
    outlet.end()
  }
}

/** JSON has no line break of its own, which would end the event. */
const eventOf = (name: string, data: object, id?: number | string): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
