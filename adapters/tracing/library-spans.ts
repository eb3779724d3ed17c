import type { AsyncLocalStorage } from 'node:async_hooks'
import { channel, tracingChannel } from 'node:diagnostics_channel'
import {
  type Attributes,
  type Context,
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import type { FastifyReply, FastifyRequest } from 'fastify'

/*
 * Spans of libraries come from the diagnostics channels that Fastify, ioredis, Node's fetch and node:http write to
 * themselves. Nothing is patched, so it does not matter when or how they were loaded.
 */

const FIRST_SERVER_ERROR = 500
const FIRST_ERROR = 400
/** Asked by machines every few seconds. */
const NOT_WORTH_A_TRACE = /^\/(health|ready|metrics|workers|agents)\b/

/** Watches until the returned function is called. */
export function watchLibraries(tracer: Tracer, storage: AsyncLocalStorage<Context>): () => void {
  const ends = [watchFastify(tracer, storage), watchRedis(tracer), watchFetch(tracer), watchHttp(tracer)]
  return () => {
    for (const end of ends) end()
  }
}

interface Handled {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly async: boolean
  readonly route: { readonly url: string; readonly method: string }
}

function watchFastify(tracer: Tracer, storage: AsyncLocalStorage<Context>): () => void {
  const channels = tracingChannel<unknown, Handled>('fastify.request.handler')
  const spans = new WeakMap<Handled, Span>()
  channels.start.bindStore(storage, (handled) => {
    const { request, route } = handled
    // Sockets of files have no address: those are questions between our own processes.
    const isOutside = request.ip !== undefined && !NOT_WORTH_A_TRACE.test(route.url ?? '/')
    if (!isOutside) return context.active()
    const parent = propagation.extract(trace.deleteSpan(context.active()), request.headers)
    const span = tracer.startSpan(
      `${request.method} ${route.url}`,
      { kind: SpanKind.SERVER, attributes: { 'http.request.method': request.method, 'http.route': route.url } },
      parent,
    )
    spans.set(handled, span)
    return trace.setSpan(parent, span)
  })
  const end = (handled: Handled): void => {
    const { statusCode } = handled.reply
    endedWith(spans.get(handled), statusCode, FIRST_SERVER_ERROR)
    spans.delete(handled)
  }
  const subscribers = {
    start() {},
    end: (handled: Handled) => {
      if (!handled.async) end(handled)
    },
    asyncStart() {},
    asyncEnd: end,
    error() {},
  }
  channels.subscribe(subscribers)
  return () => {
    channels.start.unbindStore(storage)
    channels.unsubscribe(subscribers)
  }
}

interface RedisCommand {
  readonly command: string
}

function watchRedis(tracer: Tracer): () => void {
  return watchCalls<RedisCommand>('ioredis:command', ({ command }) =>
    startBelow(tracer, `redis ${command}`, { 'db.system.name': 'redis', 'db.operation.name': command }),
  )
}

/** Whatever a library does from `start` to `asyncEnd`. */
function watchCalls<Call extends object>(name: string, start: (call: Call) => Span | undefined): () => void {
  const channels = tracingChannel<unknown, Call>(name)
  const spans = new WeakMap<Call, Span>()
  const subscribers = {
    start(call: Call) {
      const span = start(call)
      if (span) spans.set(call, span)
    },
    end() {},
    asyncStart() {},
    asyncEnd(call: Call) {
      spans.get(call)?.end()
      spans.delete(call)
    },
    error(call: Call) {
      spans.get(call)?.setStatus({ code: SpanStatusCode.ERROR })
    },
  }
  channels.subscribe(subscribers)
  return () => channels.unsubscribe(subscribers)
}

interface FetchRequest {
  readonly origin: string | URL
  readonly method: string
}

/** Node's own `fetch`. No trace context is sent: whoever is asked outside has no business with it. */
function watchFetch(tracer: Tracer): () => void {
  return watchRequests<FetchRequest>({
    names: { start: 'undici:request:create', answered: 'undici:request:headers', failed: 'undici:request:error' },
    requestOf: (message) => message.request as FetchRequest,
    statusOf: (message) => (message.response as { statusCode?: number } | undefined)?.statusCode,
    start: ({ origin, method }) => startCall(tracer, method, URL.parse(String(origin))?.host),
  })
}

interface HttpRequest {
  readonly method: string
  readonly host: string
  readonly socketPath?: string
}

function watchHttp(tracer: Tracer): () => void {
  return watchRequests<HttpRequest>({
    names: {
      start: 'http.client.request.start',
      answered: 'http.client.response.finish',
      failed: 'http.client.request.error',
    },
    requestOf: (message) => message.request as HttpRequest,
    statusOf: (message) => (message.response as { statusCode?: number } | undefined)?.statusCode,
    start: ({ method, host }) => startCall(tracer, method, host),
  })
}

type Message = Readonly<Record<string, unknown>>

interface Requests<Request extends object> {
  readonly names: { readonly start: string; readonly answered: string; readonly failed: string }
  readonly requestOf: (message: Message) => Request
  readonly statusOf: (message: Message) => number | undefined
  readonly start: (request: Request) => Span | undefined
}

function watchRequests<Request extends object>({ names, requestOf, statusOf, start }: Requests<Request>): () => void {
  const spans = new WeakMap<Request, Span>()
  const take = (request: Request): Span | undefined => {
    const span = spans.get(request)
    spans.delete(request)
    return span
  }
  const onStart = (message: unknown): void => {
    const request = requestOf(message as Message)
    const span = start(request)
    if (span) spans.set(request, span)
  }
  const onAnswer = (message: unknown): void =>
    endedWith(take(requestOf(message as Message)), statusOf(message as Message), FIRST_ERROR)
  const onFault = (message: unknown): void => {
    const span = take(requestOf(message as Message))
    span?.setStatus({ code: SpanStatusCode.ERROR })
    span?.end()
  }
  const channels = [channel(names.start), channel(names.answered), channel(names.failed)] as const
  const listeners = [onStart, onAnswer, onFault] as const
  for (const [index, each] of channels.entries()) each.subscribe(listeners[index] ?? onFault)
  return () => {
    for (const [index, each] of channels.entries()) each.unsubscribe(listeners[index] ?? onFault)
  }
}

/** The path may hold ids of people or tokens, so that only the host is kept. */
function startCall(tracer: Tracer, method: string, host: string | undefined): Span | undefined {
  return startBelow(tracer, `${method} ${host ?? 'unknown'}`, {
    'http.request.method': method,
    ...(host !== undefined && { 'server.address': host }),
  })
}

/** Only below a span of ours that is kept. */
function startBelow(tracer: Tracer, name: string, attributes: Attributes): Span | undefined {
  const running = trace.getActiveSpan()
  return running?.isRecording() ? tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes }) : undefined
}

function endedWith(span: Span | undefined, status: number | undefined, firstError: number): void {
  if (status !== undefined) span?.setAttribute('http.response.status_code', status)
  if (status !== undefined && status >= firstError) span?.setStatus({ code: SpanStatusCode.ERROR })
  span?.end()
}
