import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { servedVersion } from '../../src/app/commands/demo/traffic.ts'
import { type Bot, startBotProcess } from '../kill/bot.ts'
import type { LoggedEvent } from '../kill/bot-questions.ts'
import { send } from '../simulators/slack/http-delivery.ts'
import { eventPayload, spokenEvent } from '../simulators/slack/payloads.ts'
import { BOT_TOKEN, SIGNING_SECRET, type SlackServer, startSlackServer } from '../simulators/slack/server.ts'
import { type SlackMessage, wordsOf } from '../simulators/slack/workspace.ts'
import { describeOn, freshName, onDatabaseServer } from '../support/databases.ts'
import { freePort } from '../support/ports.ts'

const ANA = 'UANA'
/** A lease of 15 s runs out, and whoever looks does so every 5 s. */
const UNTIL_LOST_MS = 60_000

describeOn('TEST_DATABASE_URL', 'a process that does all but deploy, and one that deploys', (databaseUrl) => {
  const database = freshName()
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  let slack: SlackServer
  let env: Readonly<Record<string, string>>
  let ports: { readonly staging: number; readonly production: number }
  let builder: Bot
  let endpoint: string
  const started: Bot[] = []

  beforeAll(async () => {
    await onDatabaseServer(databaseUrl, `CREATE DATABASE ${database}`)
    slack = await startSlackServer({ limits: 'off' })
    ports = { staging: await freePort(), production: await freePort() }
    const own = new URL(databaseUrl)
    own.pathname = `/${database}`
    env = {
      DATABASE_URL: own.href,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: slack.apiUrl,
    }
    const port = await freePort()
    endpoint = `http://127.0.0.1:${port}/slack/events`
    builder = await start('builder', 'build,command,call', port)
  })

  afterAll(async () => {
    for (const bot of started) bot.kill('SIGKILL')
    await Promise.all(started.map(({ ended }) => ended))
    await stopAll(folder)
    await slack?.stop()
    rmSync(folder, { recursive: true, force: true })
    await onDatabaseServer(databaseUrl, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
  })

  async function start(name: string, capabilities: string, port: number): Promise<Bot> {
    const worker = { SHIPMATE_WORKER_NAME: name, SHIPMATE_WORKER_CAPABILITIES: capabilities, SLACK_PORT: `${port}` }
    const bot = await startBotProcess({ folder, ports, owner: `slack:${ANA}`, env: { ...env, ...worker } })
    started.push(bot)
    return bot
  }

  async function mention(words: string): Promise<string> {
    const { channel, ts } = await slack.mention(ANA, words, { forms: [] })
    const said = { channel, ts, user: ANA, text: `<@${slack.botUser}> ${words}`, blocks: [], edits: 0 }
    await send(endpoint, 'events_api', eventPayload(spokenEvent('app_mention', said)), SIGNING_SECRET)
    return ts
  }

  function said(thread: string, ...words: readonly string[]): Promise<SlackMessage> {
    return slack.message(
      (message) => message.threadTs === thread && words.every((word) => wordsOf(message).includes(word)),
    )
  }

  function notWaiting(thread: string): Promise<SlackMessage> {
    return slack.message(
      (message) =>
        message.threadTs === thread && wordsOf(message).includes('switched') && !wordsOf(message).includes('Waiting:'),
    )
  }

  async function types(): Promise<readonly string[]> {
    const events: readonly LoggedEvent[] = await builder.ask('events', { after: 0 })
    return events.map(({ type }) => type)
  }

  test('a deployment waits until the one that deploys is there, and the thread says so', async () => {
    const thread = await mention('deploy billionmail v1.0.0 to staging')
    await said(thread, 'Waiting: no worker takes “deploy” steps. It starts when one connects.')
    expect(await types()).not.toContain('cicd.deploy.completed')

    await start('deployer', 'deploy', await freePort())
    await said(thread, 'v1.0.0 is live on staging')
    await notWaiting(thread)
    expect(await servedVersion(`http://127.0.0.1:${ports.staging}/`)).toBe('v1.0.0')
    await said(await mention('list agents'), 'builder', 'deployer', 'healthy, free (0 of 4)')
  }, 300_000)

  test(
    'a deployment whose worker is killed waits, is taken up by the next one, and is done once',
    async () => {
      await started.at(-1)?.ask('arm', { at: 'before report healthy' })
      const thread = await mention('deploy billionmail v1.1.0 to staging')
      await started.at(-1)?.ended
      await said(thread, 'Waiting: the worker is gone and no other takes “deploy” steps.')
      await said(await mention('list agents'), 'lost', 'No worker takes “deploy” steps')

      await start('deployer', 'deploy', await freePort())
      await said(thread, 'v1.1.0 is live on staging')
      await notWaiting(thread)
      const all = await types()
      const count = (type: string): number => all.filter((one) => one === type).length
      expect(['cicd.deploy.requested', 'cicd.deploy.completed', 'run.step.worker-missing'].map(count)).toEqual([
        2, 2, 2,
      ])
      expect(all.filter((type) => type.endsWith('.failed'))).toEqual([])
      expect(slack.messages({ threadTs: thread })).toHaveLength(2)
      expect(await servedVersion(`http://127.0.0.1:${ports.staging}/`)).toBe('v1.1.0')
    },
    2 * UNTIL_LOST_MS,
  )

  test('one that stops in good order is off the list at once', async () => {
    const leaving = started.at(-1)
    leaving?.kill('SIGTERM')
    await leaving?.ended
    const card = await said(await mention('show workers'), 'No worker takes “deploy” steps')
    expect(wordsOf(card).match(/deployer/g)).toHaveLength(1)
  })
})
