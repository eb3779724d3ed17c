import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { servedVersion } from '../../src/app/commands/demo/traffic.ts'
import { type Bot, startBotProcess } from '../kill/bot.ts'
import type { BotSettings, LoggedEvent } from '../kill/bot-questions.ts'
import { send } from '../simulators/slack/http-delivery.ts'
import { eventPayload, pressPayload, spokenEvent } from '../simulators/slack/payloads.ts'
import { BOT_TOKEN, SIGNING_SECRET, type SlackServer, startSlackServer } from '../simulators/slack/server.ts'
import { buttonsOf, type SlackMessage, wordsOf } from '../simulators/slack/workspace.ts'
import { describeOn, freshName, onDatabaseServer } from '../support/databases.ts'
import { freePort } from '../support/ports.ts'

const ANA = 'UANA'

/** Slack would wait three seconds. Here two bots that have just started share the machine with everything else. */
const patiently = () => ({ signal: AbortSignal.timeout(60_000) })

interface OneOfTwo {
  readonly bot: Bot
  /** Where Slack's requests reach this one. */
  readonly endpoint: string
}

describeOn('TEST_DATABASE_URL', 'two bots on one database', (databaseUrl) => {
  describeOn('TEST_REDIS_URL', 'and one Redis', (redisUrl) => {
    const database = freshName()
    const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
    let slack: SlackServer
    let bots: readonly [OneOfTwo, OneOfTwo]
    let production: string

    beforeAll(async () => {
      await onDatabaseServer(databaseUrl, `CREATE DATABASE ${database}`)
      slack = await startSlackServer({ limits: 'off' })
      const ports = { staging: await freePort(), production: await freePort() }
      production = `http://127.0.0.1:${ports.production}/`
      const own = new URL(databaseUrl)
      own.pathname = `/${database}`
      const env = {
        DATABASE_URL: own.href,
        REDIS_URL: redisUrl,
        SLACK_BOT_TOKEN: BOT_TOKEN,
        SLACK_SIGNING_SECRET: SIGNING_SECRET,
        SLACK_API_URL: slack.apiUrl,
      }
      const timings = { lockMs: 1_500, stalledCheckMs: 500, retryMs: 100 }
      const queue = { url: redisUrl, name: freshName(), timings }
      const start = async (): Promise<OneOfTwo> => {
        const port = String(await freePort())
        const settings: BotSettings = { folder, ports, owner: `slack:${ANA}`, env: { ...env, SLACK_PORT: port }, queue }
        return { bot: await startBotProcess(settings), endpoint: `http://127.0.0.1:${port}/slack/events` }
      }
      bots = [await start(), await start()]
    })

    afterAll(async () => {
      for (const { bot } of bots ?? []) bot.kill('SIGKILL')
      await Promise.all((bots ?? []).map(({ bot }) => bot.ended))
      await stopAll(folder)
      await slack?.stop()
      rmSync(folder, { recursive: true, force: true })
      await onDatabaseServer(databaseUrl, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
    })

    /** Says something that reaches both bots at the same moment, to each in another form. */
    async function mentionBoth(words: string): Promise<string> {
      const { channel, ts } = await slack.mention(ANA, words, { forms: [] })
      const said = { channel, ts, user: ANA, text: `<@${slack.botUser}> ${words}`, blocks: [], edits: 0 }
      const forms = ['app_mention', 'message'] as const
      const replies = await Promise.all(
        bots.map(({ endpoint }, index) =>
          send(
            endpoint,
            'events_api',
            eventPayload(spokenEvent(forms[index] ?? 'message', said)),
            SIGNING_SECRET,
            0,
            patiently(),
          ),
        ),
      )
      expect(replies.map(({ status }) => status)).toEqual([200, 200])
      return ts
    }

    /** Presses Confirm twice at the same moment, once through each bot. */
    async function confirmThroughBoth(thread: string): Promise<void> {
      const card = await said(thread, (message) => buttonsOf(message).some(({ label }) => label === 'Confirm'))
      const confirm = buttonsOf(card).find(({ label }) => label === 'Confirm')?.id ?? ''
      await Promise.all(
        bots.map(({ endpoint }) =>
          send(endpoint, 'interactive', pressPayload(ANA, card, confirm), SIGNING_SECRET, 0, patiently()),
        ),
      )
    }

    function said(thread: string, passes: (message: SlackMessage) => boolean): Promise<SlackMessage> {
      return slack.message((message) => message.threadTs === thread && passes(message))
    }

    async function types(bot: Bot): Promise<readonly string[]> {
      const events: readonly LoggedEvent[] = await bot.ask('events', { after: 0 })
      return events.map(({ type }) => type)
    }

    function count(all: readonly string[], type: string): number {
      return all.filter((one) => one === type).length
    }

    test('each message, button and job has one effect, whichever bot it reaches', async () => {
      const thread = await mentionBoth('deploy billionmail v1.0.0 to production')
      await confirmThroughBoth(thread)
      await slack.ephemeral(({ text }) => text.includes('Already confirmed'))
      await said(thread, (message) => wordsOf(message).includes('v1.0.0 is live on production'))
      await said(thread, (message) => wordsOf(message).includes('✅ switched'))
      for (const { bot } of bots) await bot.ask('quiet', {})
      const all = await types(bots[0].bot)
      const once = ['message.received', 'confirmation.given', 'cicd.deploy.requested', 'cicd.deploy.completed']
      expect(once.map((type) => count(all, type))).toEqual([1, 1, 1, 1])
      expect(count(all, 'run.step.started')).toBe(2)
      expect(slack.messages({ threadTs: thread })).toHaveLength(3)
      expect(await servedVersion(production)).toBe('v1.0.0')
    })

    test('when the bot that deploys is killed, the other one finishes, once', async () => {
      const thread = await mentionBoth('deploy billionmail v1.1.0 to production using blue-green')
      for (const { bot } of bots) await bot.ask('arm', { at: 'before report healthy' })
      await confirmThroughBoth(thread)
      const left = await Promise.race([
        bots[0].bot.ended.then(() => bots[1].bot),
        bots[1].bot.ended.then(() => bots[0].bot),
      ])
      await said(thread, (message) => wordsOf(message).includes('v1.1.0 is live on production'))
      await said(thread, (message) => wordsOf(message).includes('✅ switched'))
      await left.ask('quiet', {})
      const all = await types(left)
      expect(['cicd.deploy.requested', 'cicd.deploy.completed'].map((type) => count(all, type))).toEqual([2, 2])
      expect(all.filter((type) => type.endsWith('.failed'))).toEqual([])
      expect(slack.messages({ threadTs: thread })).toHaveLength(3)
      expect(await servedVersion(production)).toBe('v1.1.0')
    })
  })
})
