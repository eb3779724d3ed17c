import type { FastifyInstance, FastifyRequest } from 'fastify'

/** A value of a request, kept on the request itself: a `WeakMap` costs the garbage collector more than a proxy may lose. */
export interface PerRequest<Value> {
  get(request: object): Value | undefined
  set(request: FastifyRequest, value: Value | undefined): void
}

export function perRequest<Value>(server: FastifyInstance): PerRequest<Value> {
  const key = Symbol('a value of this request')
  // Declared beforehand, so that all requests keep one shape.
  server.decorateRequest(key, undefined)
  return {
    get: (request) => (request as Record<symbol, Value | undefined>)[key],
    set(request, value) {
      ;(request as unknown as Record<symbol, Value | undefined>)[key] = value
    },
  }
}
