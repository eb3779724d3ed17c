import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { choicesOf, textOf } from '../simulators/discord/posted-text.ts'
import { type DiscordServer, startDiscordServer } from '../simulators/discord/server.ts'
import type { Posted } from '../simulators/discord/world/world.ts'
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, type SlackServer, startSlackServer } from '../simulators/slack/server.ts'
import { buttonsOf, wordsOf } from '../simulators/slack/workspace.ts'
import { describeOn, freshName, onDatabaseServer } from '../support/databases.ts'
import { freePort } from '../support/ports.ts'
import { type RunningBot, startRunningBot } from './running-bot.ts'

const ANA = 'UANA'
type Env = Readonly<Record<string, string>>

interface TwoBots {
  readonly bots: readonly [RunningBot, RunningBot]
  count(type: string): Promise<number>
  settled(): Promise<void>
  close(): Promise<void>
}

/** Two whole bots on a database of their own. */
async function startTwoBots(server: string, owner: string, envs: readonly [Env, Env]): Promise<TwoBots> {
  const database = freshName()
  await onDatabaseServer(server, `CREATE DATABASE ${database}`)
  const own = new URL(server)
  own.pathname = `/${database}`
  const start = (env: Env) => startRunningBot({ env: { DATABASE_URL: own.href, ...env }, owner })
  const bots = [await start(envs[0]), await start(envs[1])] as const
  return {
    bots,
    count: (type) => bots[0].count(type),
    async settled() {
      for (const bot of bots) await bot.app().bot.settled()
    },
    async close() {
      for (const bot of bots) await bot.close()
      await onDatabaseServer(server, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
    },
  }
}

/** Says something that is answered in a thread of its own, several times, and gives the messages in each of the threads. */
async function saysStatus(slack: SlackServer, times: number): Promise<readonly number[]> {
  const said = await Promise.all(Array.from({ length: times }, () => slack.mention(ANA, 'status')))
  for (const { threadTs } of said)
    await slack.message((message) => message.threadTs === threadTs && wordsOf(message).includes('What is live'))
  await slack.settled()
  return said.map(({ threadTs }) => slack.messages({ threadTs }).length)
}

describeOn('TEST_DATABASE_URL', 'two bots of one app', (server) => {
  describe('with a socket each to Slack', () => {
    let slack: SlackServer
    let both: TwoBots

    beforeAll(async () => {
      slack = await startSlackServer({ limits: 'off' })
      const env = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_API_URL: slack.apiUrl, SLACK_APP_TOKEN: APP_TOKEN }
      both = await startTwoBots(server, `slack:${ANA}`, [env, env])
    })
    afterAll(async () => {
      await both?.close()
      await slack?.stop()
    })

    test('a mention and its twin over the other socket are answered once', async () => {
      expect(slack.connections()).toBe(2)
      expect(await saysStatus(slack, 4)).toEqual([1, 1, 1, 1])
      expect(await both.count('message.received')).toBe(4)
    })

    test('of two presses, one through each, one takes effect and the other hears so', async () => {
      const { threadTs } = await slack.mention(ANA, 'deploy billionmail v1.0.0 to production')
      const card = await slack.message(
        (message) => message.threadTs === threadTs && buttonsOf(message).some(({ label }) => label === 'Cancel'),
      )
      await Promise.all([slack.press(ANA, card.ts, 'Cancel'), slack.press(ANA, card.ts, 'Cancel')])
      await slack.ephemeral(({ text }) => text.includes('Already cancelled'))
      await both.settled()
      expect(await both.count('confirmation.declined')).toBe(1)
      expect(slack.messages({ threadTs })).toHaveLength(1)
    })

    test('while one is started again, what comes is answered once all the same', async () => {
      const [counts] = await Promise.all([saysStatus(slack, 4), both.bots[1].restart()])
      expect(counts).toEqual([1, 1, 1, 1])
    })
  })

  describe('behind a balancer for Slack, and with a gateway session each at Discord', () => {
    let slack: SlackServer
    let discord: DiscordServer
    let both: TwoBots

    beforeAll(async () => {
      slack = await startSlackServer({ limits: 'off' })
      discord = await startDiscordServer({ limits: 'off' })
      const ports = [await freePort(), await freePort()]
      const [first, second] = ports.map((port) => ({
        SLACK_BOT_TOKEN: BOT_TOKEN,
        SLACK_API_URL: slack.apiUrl,
        SLACK_SIGNING_SECRET: SIGNING_SECRET,
        SLACK_PORT: String(port),
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.apiUrl,
      }))
      if (!first || !second) throw new Error('there are two ports')
      both = await startTwoBots(server, discord.userId('ana'), [first, second])
      let turn = 0
      slack.deliverTo(() => `http://127.0.0.1:${ports[turn++ % 2]}/slack/events`)
    })
    afterAll(async () => {
      await both?.close()
      await Promise.all([slack?.stop(), discord?.stop()])
    })

    const replied = (thread: string, words: string): Promise<Posted> =>
      discord.until(() => discord.messages(thread).find((message) => textOf(message).includes(words)), 30_000)

    test('a mention whose twin the balancer gives to the other process is answered once', async () => {
      expect(await saysStatus(slack, 4)).toEqual([1, 1, 1, 1])
      expect(await both.count('message.received')).toBe(4)
    })

    test('a mention at Discord, which both hear, is answered once', async () => {
      const before = await both.count('message.received')
      const { id: thread } = discord.mention('ana', 'status')
      await replied(thread, 'What is live')
      await both.settled()
      expect(discord.messages(thread)).toHaveLength(1)
      expect((await both.count('message.received')) - before).toBe(1)
    })

    test('a press, which both hear, has one effect; nobody sees an error or a notice of the other process', async () => {
      const { id: thread } = discord.mention('ana', 'deploy billionmail v1.0.0 to production')
      const card = await discord.until(
        () => discord.messages(thread).find((message) => choicesOf(message).length > 0),
        30_000,
      )
      const press = discord.press('ana', card, 'Cancel')
      await discord.until(() => press.answered !== undefined)
      await replied(thread, 'Cancelled by ana')
      await both.settled()
      expect(await both.count('confirmation.declined')).toBe(1)
      expect(discord.ephemerals()).toEqual([])
      expect(discord.messages(thread)).toHaveLength(1)
    })

    test('a command, which both hear, has one echo and one answer', async () => {
      const before = await both.count('message.received')
      const given = discord.command('ana', 'status', {})
      const thread = await discord.until(() => given.response?.id)
      await replied(thread, 'What is live')
      await both.settled()
      expect(discord.messages(thread)).toHaveLength(1)
      expect((await both.count('message.received')) - before).toBe(1)
      expect(discord.ephemerals()).toEqual([])
    })

    test('an answer chosen for a question, which both hear, is taken once and nobody is told of a second', async () => {
      const received = await both.count('message.received')
      const { id: thread } = discord.mention('ana', 'deploy billionmail v1.1.0')
      const question = await discord.until(
        () => discord.messages(thread).find((message) => choicesOf(message).length > 1),
        30_000,
      )
      const press = discord.press('ana', question, 'production')
      await discord.until(() => press.answered !== undefined)
      await replied(thread, 'Deploy billionmail v1.1.0 to production?')
      await both.settled()
      expect((await both.count('message.received')) - received).toBe(2)
      expect(discord.ephemerals()).toEqual([])
    })
  })
})
