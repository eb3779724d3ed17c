import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { createSlackAdapter } from '@chat-adapter/slack'
import { createMemoryState } from '@chat-adapter/state-memory'
import { type Adapter, Chat } from 'chat'

/** The same with the Chat SDK, which reads SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET and SLACK_API_URL itself. */
// Its type says `undefined` where `Adapter` says that a property may be missing.
const slack = createSlackAdapter() as Adapter
const bot = new Chat({
  userName: 'shipmate',
  adapters: { slack },
  state: createMemoryState(),
  logger: 'warn',
})
bot.onNewMention(async (thread, message) => {
  await thread.post(`You said: ${message.text}`)
})
await bot.initialize()

/** It takes the requests of the web; Node's own server is the quickest way to them. */
const server = createServer(async (request, response) => {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as [string, string])
  const asked = new Request('http://127.0.0.1/slack/events', {
    method: 'POST',
    headers,
    body: await text(request),
  })
  const answer = await bot.webhooks.slack(asked)
  response.writeHead(answer.status).end(await answer.text())
})
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'))
