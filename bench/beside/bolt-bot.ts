import { App } from '@slack/bolt'

/** What a person writes first with Bolt: a mention is answered with one message, and nothing is kept. */
const { SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: slackApiUrl, PORT } = process.env
const app = new App({
  ...(token && { token }),
  ...(signingSecret && { signingSecret }),
  ...(slackApiUrl && { clientOptions: { slackApiUrl } }),
})
app.event('app_mention', async ({ event, client }) => {
  await client.chat.postMessage({ channel: event.channel, thread_ts: event.ts, text: `You said: ${event.text}` })
})
await app.start(Number(PORT))
process.stdout.write('ready\n')
