import assert from 'node:assert/strict'
import { scenario } from '../scenario.ts'
import { onSlack } from './on.ts'
import { notOnDiscord } from './only-on.ts'

const ASKED = 'billionmail v1.1.0 to production'
const DONE = 'billionmail v1.1.0 is live on production'

export const wordsThatChange = [
  scenario('an edit while the plan waits makes a plan of the new words', { demand: 23 }, async (stage) => {
    const { ana, hears, becomes, deployed } = stage
    const said = await ana.mentions(`deploy ${ASKED}`)
    const first = await hears(ana, said, `Deploy ${ASKED}?`)
    await ana.edits(said, said.text.replace('v1.1.0', 'v1.2.0'))
    assert.deepEqual((await becomes(ana, first, 'You edited your message')).buttons, [])
    const second = await hears(ana, said, 'Deploy billionmail v1.2.0 to production?')
    await ana.presses(second, 'Confirm')
    await hears(ana, said, 'billionmail v1.2.0 is live on production')
    await deployed(1)
  }),
  scenario('an edit after the start runs nothing again, and its person is told once', { demand: 23 }, async (stage) => {
    const { ana, hears, deployed } = stage
    const said = await ana.mentions('deploy billionmail v1.1.0 to staging')
    await hears(ana, said, 'billionmail v1.1.0 is live on staging')
    await ana.edits(said, said.text.replace('v1.1.0', 'v1.2.0'))
    await hears(ana, said, 'the edit changes nothing')
    await deployed(1)
  }),
  scenario(
    'the preview of a link is no edit',
    { demand: 23 },
    async ({ ana, hears, platform, staysQuiet, deployed }) => {
      const said = await ana.mentions('deploy billionmail v1.1.0 to staging')
      await hears(ana, said, 'billionmail v1.1.0 is live on staging')
      await staysQuiet(() => platform.unfurls(said))
      await deployed(1)
    },
  ),
  scenario('the preview of a link leaves an open question as it is', { demand: 23 }, async (stage) => {
    const { ana, hears, platform, staysQuiet, deployed } = stage
    const said = await ana.mentions(`deploy ${ASKED}`)
    const card = await hears(ana, said, `Deploy ${ASKED}?`)
    await staysQuiet(() => platform.unfurls(said))
    await ana.presses(card, 'Confirm')
    await hears(ana, said, DONE)
    await deployed(1)
  }),
  scenario('an edit of small talk does nothing', { demand: 23 }, async ({ ana, staysQuiet }) => {
    const said = await ana.says('lunch?')
    await staysQuiet(() => ana.edits(said, 'deploy billionmail v1.1.0 to staging'))
  }),
  scenario('whoever deletes the request takes it back while nothing has started', async (stage) => {
    const { ana, hears, becomes, deployed } = stage
    const said = await ana.mentions(`deploy ${ASKED}`)
    const card = await hears(ana, said, `Deploy ${ASKED}?`)
    await ana.deletes(said)
    assert.deepEqual((await becomes(ana, card, 'The request was deleted')).buttons, [])
    await deployed(0)
  }),
  scenario('deleting the request stops nothing that runs', async ({ ana, hears, bot, deployed }) => {
    const said = await ana.mentions('deploy billionmail v1.1.0 to staging')
    bot.gates.hold('deploy')
    const card = await hears(ana, said, 'Deploy billionmail v1.1.0 to staging')
    await ana.deletes(said)
    bot.gates.letGo()
    await hears(ana, card, 'billionmail v1.1.0 is live on staging')
    await deployed(1)
  }),
  scenario('a message that comes again is answered once', { demand: [1, 2] }, async (stage) => {
    const { ana, hears, platform, staysQuiet, deployed } = stage
    const said = await ana.mentions('deploy billionmail v1.1.0 to staging')
    await hears(ana, said, 'billionmail v1.1.0 is live on staging')
    await staysQuiet(() => platform.redelivers(said, 3))
    await deployed(1)
  }),
  scenario('a message that comes eleven times is answered once', { demand: 4 }, async (stage) => {
    const { ana, hears, platform, staysQuiet, deployed } = stage
    const said = await ana.mentions('deploy billionmail v1.1.0 to staging')
    await hears(ana, said, 'billionmail v1.1.0 is live on staging')
    await staysQuiet(() => platform.redelivers(said, 11))
    await deployed(1)
  }),
  scenario(
    'a mention that comes in both forms is answered once, in either order',
    {
      demand: 3,
      without: notOnDiscord('Discord sends a mention once.'),
    },
    async ({ platform, ana, settled, deployed }) => {
      const { slack } = onSlack(platform)
      for (const forms of [
        ['app_mention', 'message'],
        ['message', 'app_mention'],
      ] as const) {
        const version = forms[0] === 'message' ? 'v1.1.0' : 'v1.2.0'
        const { threadTs } = await slack.mention('UANA', `deploy billionmail ${version} to staging`, { forms })
        await slack.message((one) => one.threadTs === threadTs && one.text.includes(`${version} is live on staging`))
      }
      await settled()
      assert.equal(
        ana
          .messages()
          .filter(({ byBot, text }) => byBot && text.includes('is live on staging') && text.startsWith('✅')).length <=
          4,
        true,
      )
      await deployed(2)
    },
  ),
  scenario(
    'an answer that is also sent to the channel is read once',
    {
      demand: 3,
      without: notOnDiscord('Discord has no answers that are sent to the channel as well.'),
    },
    async ({ platform, ana, asks, hears, deployed }) => {
      const question = await asks(ana, 'deploy billionmail v1.1.0', 'Which environment?')
      await onSlack(platform).person('ana').broadcasts(question, 'staging')
      await hears(ana, question, 'billionmail v1.1.0 is live on staging')
      await deployed(1)
    },
  ),
  scenario(
    'what other bots say is never an order',
    { demand: 'injection' },
    async ({ platform, staysQuiet, deployed }) => {
      await staysQuiet(() => platform.otherBotSays('deploy billionmail v1.1.0 to production'))
      await deployed(0)
    },
  ),
  scenario('a file with no words starts nothing', async ({ ana, staysQuiet, deployed }) => {
    await staysQuiet(() => ana.uploads({ name: 'deploy.txt', content: 'deploy billionmail to production' }))
    await deployed(0)
  }),
  scenario(
    'two different messages of the same words are two requests',
    { demand: 2, live: { billionmail: { production: ['v1.0.0'] } } },
    async (stage) => {
      const { ana, asks, answersTo } = stage
      const first = await asks(ana, 'status', 'What is live')
      const second = await asks(ana, 'status', 'What is live')
      assert.notEqual(first.id, second.id)
      assert.equal(answersTo(first).length + answersTo(second).length, 0)
    },
  ),
]
