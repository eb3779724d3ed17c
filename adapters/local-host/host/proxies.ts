import { once } from 'node:events'
import type { Server } from 'node:http'
import { TRUST_NOBODY, type Trust } from './forwarding.ts'
import type { Figures } from './observe-answers.ts'
import { createProxy } from './proxy.ts'
import type { Upstream } from './upstream.ts'

/** What is told of the requests of each place. */
export type FiguresAt = (place: string) => Figures

/** `code` is the operating system's reason: EADDRINUSE, EACCES … */
export type Opening = { readonly kind: 'open' } | { readonly kind: 'unavailable'; readonly code: string }

/** The public ports: one reverse proxy for each service and environment. */
export interface Proxies {
  /**
   * Opens the proxy, or moves it to another port; does nothing when it is open there.
   * @param trust whose word on the client is taken; asked for each request. Left out: nobody's.
   */
  open(place: string, port: number, upstream: () => Upstream, trust?: () => Trust): Promise<Opening>
  inFlight(instance: string): number
  close(): Promise<void>
}

interface OpenProxy {
  readonly port: number
  readonly server: Server
}

/**
 * @param publicHost the address that users reach the public ports at.
 * @param idle called when an instance has answered its last running request.
 * @param figuresAt left out, nothing is observed.
 * @param now milliseconds of a clock that never goes back.
 */
export function createProxies(
  publicHost: string,
  idle: (instance: string) => void,
  figuresAt?: FiguresAt,
  now?: () => number,
): Proxies {
  const open = new Map<string, OpenProxy>()
  const running = new Map<string, number>()

  const hold = (instance: string, by: 1 | -1): void => {
    const next = (running.get(instance) ?? 0) + by
    if (next > 0) running.set(instance, next)
    else running.delete(instance)
    if (next === 0) idle(instance)
  }

  const openAt = async (
    place: string,
    port: number,
    upstream: () => Upstream,
    trust: () => Trust,
  ): Promise<Opening> => {
    const before = open.get(place)
    if (before?.port === port) return { kind: 'open' }
    const server = createProxy({ upstream, hold, figures: figuresAt?.(place), trust, now })
    try {
      await once(server.listen({ host: publicHost, port }), 'listening')
    } catch (error) {
      return { kind: 'unavailable', code: (error as NodeJS.ErrnoException).code ?? String(error) }
    }
    open.set(place, { port, server })
    if (before) await closed(before.server)
    return { kind: 'open' }
  }

  // One after another: two at once would find the port taken by each other.
  let last: Promise<unknown> = Promise.resolve()
  return {
    open(place, port, upstream, trust = () => TRUST_NOBODY) {
      const opening = last.then(() => openAt(place, port, upstream, trust))
      last = opening.catch(() => undefined)
      return opening
    },
    inFlight: (instance) => running.get(instance) ?? 0,
    async close() {
      await Promise.all([...open.values()].map(({ server }) => closed(server)))
      open.clear()
    },
  }
}

/** Requests under way are cut: whoever drains does so before. */
async function closed(server: Server): Promise<void> {
  const isClosed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await isClosed
}
