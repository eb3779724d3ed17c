import { type Bot, BotEndedError, startBotProcess } from '../kill/bot.ts'
import type { BotSettings, Questions } from '../kill/bot-questions.ts'
import type { KeptBot } from '../kill/kept-bot.ts'

export type Age = 'older' | 'newer'

/** How a bot of one version is started. */
export interface Start {
  readonly program: string
  readonly settings: BotSettings
}

interface Member {
  readonly age: Age
  readonly endpoint: string
  readonly bot: Bot
}

/** Bots of two versions on one database. One that is killed is started again as the version that the others are not. */
export interface Crew extends KeptBot {
  add(age: Age): Promise<void>
  /** Ends all of one version in good order, as a rolling upgrade does. */
  retire(age: Age): Promise<void>
  /** Where the next request of Slack goes: to each in turn. */
  next(): string
  /** Where a bot of this version is reached. */
  endpoint(age: Age): string
  /** Which versions were killed, in order. */
  readonly killed: readonly Age[]
  /** Which versions run. */
  ages(): readonly Age[]
}

export function gatherCrew(starts: Readonly<Record<Age, Start>>, freePort: () => Promise<number>): Crew {
  const broken = Promise.withResolvers<never>()
  broken.promise.catch(() => undefined)
  const killed: Age[] = []
  let members: readonly Member[] = []
  /** Bots that are being started in the place of killed ones. */
  let replacing: Promise<void> = Promise.resolve()
  let death = Promise.withResolvers<void>()
  let turn = 0
  let stopping = false

  async function add(age: Age): Promise<void> {
    const { program, settings } = starts[age]
    const port = String(await freePort())
    const bot = await startBotProcess({ ...settings, env: { ...settings.env, SLACK_PORT: port } }, program)
    const member = { age, bot, endpoint: `http://127.0.0.1:${port}/slack/events` }
    members = [...members, member]
    void bot.ended.then(({ code, signal, words }) => {
      const wasWanted = members.includes(member)
      members = members.filter((one) => one !== member)
      if (stopping || !wasWanted) return
      if (signal !== 'SIGKILL') return broken.reject(new Error(`the ${age} bot ended: ${signal ?? code}\n${words}`))
      killed.push(age)
      replacing = add(members[0]?.age === 'older' ? 'newer' : 'older')
      replacing.catch(broken.reject)
      death.resolve()
      death = Promise.withResolvers()
    })
  }

  /** Asks all that run, and those that come in their place while they are asked. */
  async function askAll<Name extends keyof Questions>(what: Name, given: Questions[Name]['given']) {
    for (;;) {
      await replacing
      try {
        const asked = members
        const answers = await Promise.all(asked.map(({ bot }) => bot.ask(what, given)))
        if (answers.length > 0 && asked === members) return answers
      } catch (error) {
        if (stopping || !(error instanceof BotEndedError)) throw error
        await new Promise(setImmediate)
      }
    }
  }

  return {
    add,
    killed,
    ages: () => members.map(({ age }) => age),
    async retire(age) {
      const leaving = members.filter((member) => member.age === age)
      members = members.filter((member) => member.age !== age)
      for (const { bot } of leaving) bot.kill('SIGTERM')
      await Promise.all(leaving.map(({ bot }) => bot.ended))
    },
    next() {
      turn += 1
      return members[turn % members.length]?.endpoint ?? ''
    },
    endpoint: (age) => members.find((member) => member.age === age)?.endpoint ?? '',
    async ask(what, given) {
      const [first] = await askAll(what, given)
      return first as never
    },
    deaths: () => killed.length,
    async up(atLeast) {
      while (killed.length < atLeast) await Promise.race([death.promise, broken.promise])
      await replacing
    },
    broken: broken.promise,
    async stop() {
      stopping = true
      await replacing.catch(() => undefined)
      for (const { bot } of members) bot.kill('SIGKILL')
      await Promise.all(members.map(({ bot }) => bot.ended))
    },
  }
}
