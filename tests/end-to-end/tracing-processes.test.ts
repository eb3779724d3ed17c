import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { type Bot, startBotProcess } from '../kill/bot.ts'
import { send } from '../simulators/slack/http-delivery.ts'
import { eventPayload, pressPayload, spokenEvent } from '../simulators/slack/payloads.ts'
import { BOT_TOKEN, SIGNING_SECRET, type SlackServer, startSlackServer } from '../simulators/slack/server.ts'
import { buttonsOf, type SlackMessage, wordsOf } from '../simulators/slack/workspace.ts'
import { describeOn, freshName, onDatabaseServer } from '../support/databases.ts'
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from '../support/otlp-receiver.ts'
import { freePort } from '../support/ports.ts'

const ANA = 'UANA'

describeOn('TEST_DATABASE_URL', 'a trace over two processes on one database', (databaseUrl) => {
  describeOn('TEST_REDIS_URL', 'and one Redis', (redisUrl) => {
    const database = freshName()
    const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
    const started: Bot[] = []
    let slack: SlackServer
    let receiver: OtlpReceiver
    let endpoint: string

    beforeAll(async () => {
      await onDatabaseServer(databaseUrl, `CREATE DATABASE ${database}`)
      slack = await startSlackServer({ limits: 'off' })
      receiver = await startOtlpReceiver()
      const ports = { staging: await freePort(), production: await freePort() }
      const own = new URL(databaseUrl)
      own.pathname = `/${database}`
      const env = {
        DATABASE_URL: own.href,
        REDIS_URL: redisUrl,
        SLACK_BOT_TOKEN: BOT_TOKEN,
        SLACK_SIGNING_SECRET: SIGNING_SECRET,
        SLACK_API_URL: slack.apiUrl,
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      }
      const start = async (capabilities: string): Promise<string> => {
        const port = String(await freePort())
        const worker = { SHIPMATE_WORKER_NAME: capabilities, SHIPMATE_WORKER_CAPABILITIES: capabilities }
        const settings = { folder, ports, owner: `slack:${ANA}`, env: { ...env, ...worker, SLACK_PORT: port } }
        started.push(await startBotProcess(settings))
        return `http://127.0.0.1:${port}/slack/events`
      }
      endpoint = await start('none')
      await start('build,deploy')
    })

    afterAll(async () => {
      for (const bot of started) bot.kill('SIGKILL')
      await Promise.all(started.map(({ ended }) => ended))
      await stopAll(folder)
      await slack?.stop()
      await receiver?.stop()
      rmSync(folder, { recursive: true, force: true })
      await onDatabaseServer(databaseUrl, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
    })

    const said = (thread: string, passes: (message: SlackMessage) => boolean): Promise<SlackMessage> =>
      slack.message((message) => message.threadTs === thread && passes(message))

    test('the job in the worker belongs to the press in the other process, and both post into one trace', async () => {
      const words = 'deploy billionmail v1.1.0 to production'
      const { channel, ts } = await slack.mention(ANA, words, { forms: [] })
      const message = { channel, ts, user: ANA, text: `<@${slack.botUser}> ${words}`, blocks: [], edits: 0 }
      await send(endpoint, 'events_api', eventPayload(spokenEvent('app_mention', message)), SIGNING_SECRET)
      const card = await said(ts, (one) => buttonsOf(one).some(({ label }) => label === 'Confirm'))
      const confirm = buttonsOf(card).find(({ label }) => label === 'Confirm')?.id ?? ''
      await send(endpoint, 'interactive', pressPayload(ANA, card, confirm), SIGNING_SECRET)
      await said(ts, (one) => wordsOf(one).includes('v1.1.0 is live on production'))
      const jobs = () => receiver.spans.filter(({ name }) => name === 'job')
      await expect.poll(() => jobs().length).toBe(2)
      const [first] = jobs()
      const lines = jobs().map((job) => lineTo(receiver.spans, job))
      for (const line of lines) {
        expect(line.map(({ name }) => name).slice(0, 2)).toEqual(['message.receive', 'confirm'])
        // Said in one process, done in the other.
        expect(new Set(line.map(({ process }) => process)).size).toBe(2)
        expect(line.every(({ traceId }) => traceId === first?.traceId)).toBe(true)
      }
      const posts = receiver.spans.filter(({ name }) => name === 'post')
      expect(posts.length).toBeGreaterThan(1)
      expect(new Set(posts.map(({ traceId }) => traceId))).toEqual(new Set([first?.traceId]))
    })
  })
})

/** From the first span of the trace down to this one. */
function lineTo(spans: readonly ReceivedSpan[], last: ReceivedSpan): readonly ReceivedSpan[] {
  const above = spans.find(({ spanId }) => spanId === last.parentSpanId)
  return above ? [...lineTo(spans, above), last] : [last]
}
