import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { BOT_SCOPES } from '../../adapters/chat/slack/bot-scopes.ts'
import { checkSlack } from '../../adapters/chat/slack/check-slack.ts'
import { connectSlack } from '../../adapters/chat/slack/connect-slack.ts'
import { connected, silent, TRANSPORTS } from '../simulators/slack/connected.ts'
import { createMemoryInbox } from '../simulators/slack/memory-inbox.ts'
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET } from '../simulators/slack/server.ts'
import { SPEECH } from '../support/chat-speech.ts'

test('when slack renews the connection, what is said meanwhile still arrives', async () => {
  const { slack, inbox, chat } = await connected('socket mode')
  slack.renewConnections()
  await expect.poll(() => slack.calls('apps.connections.open').length).toBe(2)
  await slack.mention('U0ANA', 'status')
  expect(inbox.messages).toHaveLength(1)
  expect(chat.state().connected).toBe(true)
})

test('a socket that is open and silent is given up and opened again, and nothing said meanwhile is lost', async () => {
  const { slack, inbox, chat } = await connected('socket mode', { config: { silentForMs: 2_000 } })
  slack.goSilent()
  const said = slack.mention('U0ANA', 'status', { forms: ['app_mention'] })
  await expect.poll(() => slack.calls('apps.connections.open').length, { timeout: 60_000 }).toBeGreaterThanOrEqual(2)
  expect((await said).deliveries).toMatchObject([{ acknowledged: true }])
  expect(inbox.messages).toHaveLength(1)
  await expect.poll(() => chat.state().connected).toBe(true)
}, 90_000)

test('when slack cannot be reached at first, the connection comes back all the same', async () => {
  const { slack, inbox } = await connected('socket mode')
  slack.failNext('apps.connections.open', { status: 503 })
  slack.renewConnections()
  await slack.mention('U0ANA', 'status')
  expect(inbox.messages).toHaveLength(1)
})

test.each(TRANSPORTS)('over %s what is said while the bot is away arrives when it is back', async (transport) => {
  const { slack, inbox, chat } = await connected(transport)
  await chat.stop()
  const said = slack.mention('U0ANA', 'status')
  const port = chat.port === undefined ? {} : { port: chat.port, signingSecret: SIGNING_SECRET }
  const way = transport === 'http' ? port : { appToken: APP_TOKEN }
  const back = await connectSlack({ botToken: BOT_TOKEN, apiUrl: slack.apiUrl, speech: SPEECH, ...way }, inbox, silent)
  expect((await said).deliveries).toMatchObject([{ acknowledged: true }, { acknowledged: true }])
  expect(inbox.messages).toHaveLength(1)
  await back.stop()
})

test.each(TRANSPORTS)('over %s the state says when it last heard something', async (transport) => {
  const { slack, chat } = await connected(transport)
  const before = chat.state()
  // Over a socket Slack has said hello.
  expect(before).toEqual({ connected: true, ...(transport === 'socket mode' && { lastEventAt: expect.any(Date) }) })
  await slack.mention('U0ANA', 'status')
  expect(chat.state()).toEqual({ connected: true, lastEventAt: expect.any(Date) })
  await chat.stop()
  expect(chat.state().connected).toBe(false)
})

test.each(TRANSPORTS)('over %s stopping hands over what was taken in and acknowledges it', async (transport) => {
  const { slack, inbox, chat } = await connected(transport)
  const taken = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  inbox.before = () => {
    taken.resolve()
    return release.promise
  }
  const said = slack.direct('U0ANA', 'status')
  await taken.promise
  const stopped = chat.stop()
  release.resolve()
  await stopped
  expect(inbox.messages).toHaveLength(1)
  expect((await said).deliveries).toEqual([{ acknowledged: true, tries: 1 }])
})

test('a wrong token is refused with what to do about it', async () => {
  const { slack } = await connected('socket mode')
  const config = { botToken: 'xoxb-wrong', appToken: APP_TOKEN, apiUrl: slack.apiUrl, speech: SPEECH }
  await expect(connectSlack(config, createMemoryInbox(), silent)).rejects.toThrow(/Slack: the token is not valid; copy/)
})

test('a Slack that cannot be reached is said to be so', async () => {
  const config = { botToken: BOT_TOKEN, appToken: APP_TOKEN, apiUrl: 'http://127.0.0.1:9/api/' }
  expect(await checkSlack(config, silent)).toMatchObject({ ok: false, sentence: /^Slack: it cannot be reached/ })
})

test('the check says who the bot is, what is missing, and how to fix it', async () => {
  const { slack } = await connected('socket mode', { server: { scopes: BOT_SCOPES } })
  const config = { botToken: BOT_TOKEN, appToken: APP_TOKEN, apiUrl: slack.apiUrl, speech: SPEECH }
  const check = (change: object) => checkSlack({ ...config, ...change }, silent)
  expect(await check({})).toEqual({ ok: true, sentence: 'Connected to Harbour as @shipmate.' })
  expect(await check({ botToken: 'xoxb-wrong' })).toMatchObject({ ok: false, sentence: /not valid/ })
  expect(await check({ appToken: 'xapp-wrong' })).toMatchObject({ ok: false, sentence: /connections:write/ })
  expect(await check({ appToken: undefined })).toMatchObject({ ok: false, sentence: /SLACK_SIGNING_SECRET/ })
  expect(await check({ appToken: undefined, signingSecret: SIGNING_SECRET })).toMatchObject({ ok: true })
})

test('the check names permissions that were not given', async () => {
  const { slack } = await connected('socket mode', { server: { scopes: BOT_SCOPES.slice(1) } })
  const check = await checkSlack({ botToken: BOT_TOKEN, appToken: APP_TOKEN, apiUrl: slack.apiUrl }, silent)
  expect(check).toMatchObject({ ok: false, sentence: /add app_mentions:read under/ })
})

test('the manifest asks for exactly the permissions that are checked', async () => {
  const manifest = parse(await readFile(new URL('../../config/slack-manifest.yaml', import.meta.url), 'utf8'))
  expect(manifest.oauth_config.scopes.bot).toEqual(BOT_SCOPES)
})
