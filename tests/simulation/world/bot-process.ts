import { type ProcessLifetime, startLifetime } from '../../../adapters/rehearsal/process-lifetime.ts'
import { startBot } from '../../../src/app/bot.ts'
import type { Inbox } from '../../../src/ports/chat-platform.ts'
import { type PartsWorld, partsOf } from './bot-parts.ts'
import type { Fuse } from './shaky-store.ts'

/** One life of a process of the bot. */
export interface BotProcess {
  readonly life: ProcessLifetime
  readonly fuse: Fuse
  /** There once it is connected to the platforms; it may be killed before. */
  readonly inbox: Inbox | undefined
}

/** Starts all reactors and loops on the store as it is. A start that fails ends the process, as it does outside. */
export function startProcess(world: PartsWorld, number: number): BotProcess {
  const life = startLifetime()
  const fuse: Fuse = { left: undefined }
  let inbox: Inbox | undefined
  const parts = partsOf(world, life, fuse, number, (connected) => {
    inbox = connected
  })
  startBot(parts).catch(() => life.kill())
  return {
    life,
    fuse,
    get inbox() {
      return life.alive ? inbox : undefined
    },
  }
}
