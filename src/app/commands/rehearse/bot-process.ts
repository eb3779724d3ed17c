import { setImmediate as nextTurn } from 'node:timers/promises'
import { createMemoryQueue, type MemoryQueue } from '../../../../adapters/queue/memory-queue.ts'
import type { Gates } from '../../../../adapters/rehearsal/gates.ts'
import { type ProcessLifetime, startLifetime } from '../../../../adapters/rehearsal/process-lifetime.ts'

import type { Job, JobQueue } from '../../../ports/job-queue.ts'
import type { SignedDelivery } from '../../../ports/webhook.ts'
import { type Bot, type BotParts, startBot } from '../../bot.ts'

/** The bot as a process that can be killed and started again, any number of times. */
export interface BotProcess {
  readonly isRunning: boolean
  start(): Promise<void>
  /** A host of repositories reports something. @throws {Error} where it does not run. */
  report(delivery: SignedDelivery): Promise<'recorded' | 'duplicate' | 'ignored'>
  /** Ends it as SIGKILL does. */
  kill(): void
  /** Lets it react to everything it can know of at this moment. What it thereby causes may need another round. */
  round(): Promise<void>
  /** Everything that was given to workers so far, over all its lives. */
  jobs(): readonly Job[]
}

interface RunningBot {
  readonly life: ProcessLifetime
  readonly queue: MemoryQueue
  readonly bot: Bot
  /** Resolves when it is killed. */
  readonly over: Promise<void>
  readonly end: () => void
}

/**
 * @param held How many steps of work can go no further at this moment.
 * @param partsFor What the bot works with in one life. Every part but the clock is to be bound to that life.
 */
export function createBotProcess(
  gates: Gates,
  held: () => number,
  partsFor: (life: ProcessLifetime, queue: JobQueue) => BotParts,
): BotProcess {
  const queues: MemoryQueue[] = []
  let running: RunningBot | undefined
  return {
    get isRunning() {
      return running !== undefined
    },
    async start() {
      const life = startLifetime()
      const queue = createMemoryQueue()
      queues.push(queue)
      const { promise: over, resolve: end } = Promise.withResolvers<void>()
      running = { life, queue, over, end, bot: await startBot(partsFor(life, life.bind(queue))) }
    },
    async report(delivery) {
      if (!running) throw new Error('the process has been killed; `restarts: true` must come first')
      return running.bot.report(delivery)
    },
    kill() {
      running?.life.kill()
      running?.end()
      running = undefined
      gates.reset()
    },
    async round() {
      if (!running) return
      const { bot, queue, over, life } = running
      // One that is killed meanwhile never settles.
      await Promise.race([bot.settled(), over])
      await workAtRest(queue, held, life)
    },
    jobs: () => queues.flatMap(({ taken }) => taken),
  }
}

/** Resolves when all work is done or held up, or nobody is there any more to do it. */
async function workAtRest(queue: MemoryQueue, held: () => number, life: ProcessLifetime): Promise<void> {
  void queue.settle()
  while (life.alive && (await queue.depth()).active > held()) await nextTurn()
}
