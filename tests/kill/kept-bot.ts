import { type Bot, BotEndedError, startBotProcess } from './bot.ts'
import type { BotSettings, Questions } from './bot-questions.ts'

/** A bot that is started again whenever it is killed, as a service manager would. */
export interface KeptBot {
  /** Asks the bot that runs; when it is killed before it answers, the next one. */
  ask<Name extends keyof Questions>(what: Name, given: Questions[Name]['given']): Promise<Questions[Name]['answer']>
  /** How often it was killed. */
  deaths(): number
  /** Resolves when a bot runs that was started after so many deaths. */
  up(deaths: number): Promise<void>
  /** Rejects when the bot ended by itself or did not start again: nothing else can be waited for then. */
  readonly broken: Promise<never>
  stop(): Promise<void>
}

export async function keepBot(settings: BotSettings): Promise<KeptBot> {
  const broken = Promise.withResolvers<never>()
  broken.promise.catch(() => undefined)
  let stopping = false
  let deaths = 0
  let reborn = Promise.withResolvers<void>()
  let running: Promise<Bot> = startBotProcess(settings)
  await watch(running)

  async function watch(started: Promise<Bot>): Promise<void> {
    const bot = await started
    reborn.resolve()
    reborn = Promise.withResolvers()
    void bot.ended.then(({ code, signal, words }) => {
      if (stopping) return
      if (signal !== 'SIGKILL') return broken.reject(new Error(`the bot ended by itself: ${signal ?? code}\n${words}`))
      deaths += 1
      running = startBotProcess(settings)
      watch(running).catch(broken.reject)
    })
  }

  async function ask<Name extends keyof Questions>(
    what: Name,
    given: Questions[Name]['given'],
  ): Promise<Questions[Name]['answer']> {
    for (;;) {
      const bot = await running
      try {
        return await bot.ask(what, given)
      } catch (error) {
        if (stopping || !(error instanceof BotEndedError)) throw error
        await bot.ended
      }
    }
  }

  return {
    ask,
    deaths: () => deaths,
    async up(atLeast) {
      while (deaths < atLeast) await Promise.race([reborn.promise, broken.promise])
      await running
    },
    broken: broken.promise,
    async stop() {
      stopping = true
      const bot = await running.catch(() => undefined)
      bot?.kill('SIGKILL')
      await bot?.ended
    },
  }
}
