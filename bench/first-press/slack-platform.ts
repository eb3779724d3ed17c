import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, startSlackServer } from '../../tests/simulators/slack/server.ts'
import { buttonsOf, wordsOf } from '../../tests/simulators/slack/workspace.ts'
import { freePort } from '../../tests/support/ports.ts'
import { type Platform, timed } from './platform.ts'

const OWNER = 'UANA'

export async function slackPlatform(way: 'http' | 'socket'): Promise<Platform> {
  const slack = await startSlackServer({ limits: 'off' })
  const port = String(await freePort())
  if (way === 'http') slack.deliverTo(`http://127.0.0.1:${port}/slack/events`)
  const connection =
    way === 'http' ? { SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_PORT: port } : { SLACK_APP_TOKEN: APP_TOKEN }
  return {
    name: `Slack, ${way}`,
    env: { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_API_URL: slack.apiUrl, ...connection },
    owner: `slack:${OWNER}`,
    async ask(version) {
      const { threadTs: thread } = await slack.mention(
        OWNER,
        `deploy billionmail ${version} to production using blue-green`,
      )
      const said = (words: string) =>
        slack.message((message) => message.threadTs === thread && wordsOf(message).includes(words))
      const card = await slack.message(
        (message) => message.threadTs === thread && buttonsOf(message).some(({ label }) => label === 'Confirm'),
      )
      return {
        confirm: () => timed(performance.now(), slack.press(OWNER, card.ts, 'Confirm'), said('Confirmed by')),
        live: () => said('is live on production'),
      }
    },
    stop: () => slack.stop(),
  }
}
