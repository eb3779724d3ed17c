import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { askedClock } from './asked-clock.ts'
import { startSlackServer } from './server.ts'

/** A bot that answers every request with this status; 0 is no answer at all. */
async function startBot(status: number, headers: Readonly<Record<string, string>> = {}) {
  const got: { readonly headers: IncomingHttpHeaders; readonly body: { readonly event_id: string } }[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      got.push({ headers: request.headers, body: JSON.parse(body) })
      if (status > 0) response.writeHead(status, headers).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  onTestFinished(() => server.closeAllConnections())
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}

async function startSlack(botUrl?: string) {
  const clock = askedClock()
  const slack = await startSlackServer({ clock, ...(botUrl && { botUrl }) })
  onTestFinished(() => slack.stop())
  return { clock, slack }
}

test('an event that fails comes again at once, after a minute and after five, and says so', async () => {
  const bot = await startBot(500)
  const { clock, slack } = await startSlack(bot.url)
  const said = slack.say('UANA', 'hello')
  await clock.passOnceAsked(60_000)
  await clock.passOnceAsked(300_000)
  expect((await said).deliveries).toEqual([{ acknowledged: false, tries: 4 }])
  expect(bot.got.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3'])
  expect(bot.got.map(({ headers }) => headers['x-slack-retry-reason'])).toEqual([
    undefined,
    ...Array(3).fill('http_error'),
  ])
  expect(new Set(bot.got.map(({ body }) => body.event_id)).size).toBe(1)
})

test('a bot that does not answer within three seconds has failed, and may ask not to be tried again', async () => {
  const bot = await startBot(0)
  const { clock, slack } = await startSlack(bot.url)
  const pressed = slack.command('UANA', 'status').catch(() => undefined)
  await clock.passOnceAsked(3_000)
  expect(await pressed).toEqual({ acknowledged: false, tries: 1 })
  const unwilling = await startBot(503, { 'x-slack-no-retry': '1' })
  slack.deliverTo(unwilling.url)
  expect((await slack.say('UANA', 'hello')).deliveries).toEqual([{ acknowledged: false, tries: 1 }])
})

test('a mention comes in both forms in the order asked for, and repeats come under other ids', async () => {
  const bot = await startBot(200)
  const { slack } = await startSlack(bot.url)
  const said = await slack.mention('UANA', 'status', { forms: ['message', 'app_mention'] })
  const types = bot.got.map(({ body }) => (body as unknown as { event: { type: string } }).event.type)
  expect(types).toEqual(['message', 'app_mention'])
  await slack.repeat(said)
  expect(bot.got).toHaveLength(13)
  expect(new Set(bot.got.map(({ body }) => body.event_id)).size).toBe(13)
  expect(bot.got.filter(({ headers }) => headers['x-slack-retry-num'])).toEqual([])
})

interface Envelope {
  readonly type: string
  readonly envelope_id: string
  readonly reason?: string
  readonly retry_attempt?: number
  readonly retry_reason?: string
}

/** A socket of the app that keeps what comes, and answers nothing. */
async function openSocket(apiUrl: string) {
  const socket = new WebSocket(apiUrl.replace('http', 'ws').replace('/api/', '/link'))
  onTestFinished(() => socket.terminate())
  const got: Envelope[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data) => {
    got.push(JSON.parse(String(data)))
    for (const look of waiting) look()
  })
  const until = (count: number): Promise<readonly Envelope[]> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (got.length >= count) resolve(got)
      }
      waiting.add(look)
      look()
    })
  await until(1)
  return { socket, got, until, acknowledge: (envelope_id = '') => socket.send(JSON.stringify({ envelope_id })) }
}

test('over a socket an event not acknowledged in time comes again with what went wrong', async () => {
  const { clock, slack } = await startSlack()
  const { until, acknowledge } = await openSocket(slack.apiUrl)
  const said = slack.say('UANA', 'hello')
  await until(2)
  await clock.passOnceAsked(3_000)
  const [, first, again] = await until(3)
  expect(first).toMatchObject({ retry_attempt: 0, retry_reason: '' })
  expect(again).toMatchObject({ retry_attempt: 1, retry_reason: 'timeout', envelope_id: first?.envelope_id })
  acknowledge(again?.envelope_id)
  expect((await said).deliveries).toEqual([{ acknowledged: true, tries: 2 }])
})

test('of several sockets each event goes to one, and a dropped one’s events go to another', async () => {
  const { slack } = await startSlack()
  const one = await openSocket(slack.apiUrl)
  const other = await openSocket(slack.apiUrl)
  const both = [slack.say('UANA', 'one'), slack.say('UANA', 'two')]
  await Promise.all([one.until(2), other.until(2)])
  one.socket.terminate()
  const [, kept, moved] = await other.until(3)
  expect(moved).toMatchObject({ retry_attempt: 1, retry_reason: 'connection_lost' })
  other.acknowledge(kept?.envelope_id)
  other.acknowledge(moved?.envelope_id)
  for (const said of both) expect((await said).deliveries[0]?.acknowledged).toBe(true)
})

test('a connection that is renewed is told so, and gets nothing more', async () => {
  const { slack } = await startSlack()
  const before = await openSocket(slack.apiUrl)
  slack.renewConnections('warning')
  slack.renewConnections()
  expect((await before.until(3)).slice(1)).toMatchObject([{ reason: 'warning' }, { reason: 'refresh_requested' }])
  const after = await openSocket(slack.apiUrl)
  void slack.say('UANA', 'hello')
  expect((await after.until(2))[1]).toMatchObject({ type: 'events_api' })
  expect(before.got).toHaveLength(3)
})

test('a silent connection stays open and answers no ping; its events go over the next', async () => {
  const { clock, slack } = await startSlack()
  const dead = await openSocket(slack.apiUrl)
  let pongs = 0
  dead.socket.on('pong', () => {
    pongs += 1
  })
  slack.goSilent()
  dead.socket.ping()
  void slack.say('UANA', 'hello')
  expect(slack.connections()).toBe(1)
  const next = await openSocket(slack.apiUrl)
  dead.socket.terminate()
  expect((await next.until(2))[1]).toMatchObject({ retry_attempt: 1 })
  clock.advance(10_000)
  expect(pongs).toBe(0)
  expect(dead.got).toHaveLength(1)
})
