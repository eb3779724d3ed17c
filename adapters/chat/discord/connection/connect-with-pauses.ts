import { setTimeout as wait } from 'node:timers/promises'
import { SimpleShardingStrategy, WebSocketShardStatus } from 'discord.js'
import type { Logger } from 'pino'
import { createPace } from './reconnect-pace.ts'

type WebSocketManager = ConstructorParameters<typeof SimpleShardingStrategy>[0]

/**
 * discord.js opens one connection after the other without a pause. It asks for the session right before, and often
 * beside; while a shard is idle the answer waits. Once the bot stops there is none, and no connection is opened any more.
 */
export function connectWithPauses(closing: AbortSignal, log: Logger) {
  const pace = createPace()

  async function pause(): Promise<void> {
    const pauseMs = pace()
    if (pauseMs > 0) log.warn({ pauseMs }, 'connections to Discord end at once; waiting before the next one')
    await wait(pauseMs, undefined, { ref: false })
    if (closing.aborted) await new Promise<never>(() => undefined)
  }

  return (manager: WebSocketManager): SimpleShardingStrategy => {
    const strategy = new SimpleShardingStrategy(manager)
    const { retrieveSessionInfo } = manager.options
    manager.options.retrieveSessionInfo = async (shard) => {
      const isIdle = (await strategy.fetchStatus()).get(shard) === WebSocketShardStatus.Idle
      if (isIdle) await pause()
      return retrieveSessionInfo(shard)
    }
    return strategy
  }
}
