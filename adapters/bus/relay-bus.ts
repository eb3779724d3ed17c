import type { RelaySubscription } from 'bullmq'
import type { JsonObject } from '../../src/domain/event.ts'
import { type Bus, type BusMessage, BusUnavailableError } from '../../src/ports/bus.ts'
import type { Pool } from '../store/pool.ts'
import { type OpenRelay, onDatabase, onRedis } from './relay-backing.ts'
import { checkPattern, checkTopic } from './topics.ts'

export interface RelayBusConfig {
  readonly on: { readonly kind: 'database'; readonly pool: Pool } | { readonly kind: 'redis'; readonly url: string }
  /** Several Shipmates may share one database or Redis under different names. Letters, digits, `_` and `-`. */
  readonly name?: string
  /** Told of lost connections and of listeners that throw. */
  readonly onError: (error: unknown) => void
}

interface Wish {
  readonly pattern: string
  readonly heard: (message: BusMessage) => void
  readonly listening: PromiseWithResolvers<void>
  subscription?: RelaySubscription
}

/** A Relay that is still connecting never answers; whoever publishes wants to know soon. */
const PUBLISH_MS = 5_000
const AGAIN_MS = 1_000
const CLOSE_MS = 2_000

/** The bus on BullMQ's Relay. A server that is away at the start is waited for; publishing meanwhile is refused. */
export async function createRelayBus({ on, name = 'shipmate', onError }: RelayBusConfig): Promise<Bus> {
  const backing = on.kind === 'database' ? await onDatabase(on.pool, name) : onRedis(on.url, name, onError)
  const wishes = new Set<Wish>()
  let closed = false
  let relay = openRelay()

  function openRelay(): OpenRelay {
    const opened = backing.open()
    opened.on('error', onError)
    // One that could not start stays dead for ever; another one may be luckier.
    opened.waitUntilReady().catch(() => {
      void opened.close().catch(onError)
      later(() => {
        relay = openRelay()
        for (const wish of wishes) listen(wish)
      })
    })
    return opened
  }
  function later(act: () => void): void {
    setTimeout(() => !closed && act(), AGAIN_MS).unref()
  }
  function listen(wish: Wish): void {
    const by = relay
    const told = ({ topic, data }: { topic: string; data: JsonObject }): void => wish.heard({ topic, data })
    by.subscribe<JsonObject>(wish.pattern, told).then(
      (subscription) => {
        wish.subscription = subscription
        wish.listening.resolve()
        if (!wishes.has(wish)) void subscription.unsubscribe().catch(onError)
      },
      () => later(() => wishes.has(wish) && by === relay && listen(wish)),
    )
  }

  return {
    async publish(topic, data) {
      checkTopic(topic)
      try {
        await within(PUBLISH_MS, relay.publish(topic, data))
      } catch (cause) {
        throw new BusUnavailableError(`${topic} was not published`, { cause })
      }
    },
    subscribe(pattern, heard) {
      checkPattern(pattern)
      const wish: Wish = { pattern, heard, listening: Promise.withResolvers() }
      wishes.add(wish)
      listen(wish)
      return {
        listening: wish.listening.promise,
        stop() {
          wishes.delete(wish)
          if (!closed) void wish.subscription?.unsubscribe().catch(onError)
        },
      }
    },
    async close() {
      closed = true
      wishes.clear()
      await within(CLOSE_MS, relay.close()).catch(onError)
      backing.close()
    },
  }
}

async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  const timeUp = Promise.withResolvers<never>()
  const timer = setTimeout(() => timeUp.reject(new Error(`no answer within ${ms} ms`)), ms)
  try {
    return await Promise.race([work, timeUp.promise])
  } finally {
    clearTimeout(timer)
  }
}
