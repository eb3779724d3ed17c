import assert from 'node:assert/strict'
import { scenario } from '../scenario.ts'
import type { Fault } from '../stage/platform.ts'
import { onDiscord, onSlack } from './on.ts'
import { notOnDiscord, notOnSlack } from './only-on.ts'

const LIVE = { live: { billionmail: { production: ['v1.0.0'] } } }
const ASKED = 'billionmail v1.1.0 to production'
const DONE = 'billionmail v1.1.0 is live on production'
const PASSING: readonly Fault[] = ['asked to wait', 'server error', 'answer lost']

export const badDays = [
  ...PASSING.map((fault) =>
    scenario(
      `an answer is posted once although its post is met with: ${fault}`,
      { ...LIVE, demand: fault === 'answer lost' ? 5 : 21 },
      async (stage) => {
        const { ana, hears, platform, bot, answersTo, settled } = stage
        platform.failsPosts(fault)
        const said = await ana.mentions('status')
        bot.clock.pass(5_000)
        await hears(ana, said, 'What is live')
        await settled()
        assert.equal(answersTo(said).length, 1)
      },
    ),
  ),
  ...PASSING.map((fault) =>
    scenario(
      `a card is brought up to date although its edit is met with: ${fault}`,
      { ...LIVE, demand: 21 },
      async (stage) => {
        const { ana, proposes, becomes, platform, bot, deployed } = stage
        const card = await proposes(ana, ASKED)
        platform.failsEdits(fault)
        await ana.presses(card, 'Cancel')
        bot.clock.pass(5_000)
        await becomes(ana, card, 'Cancelled by ana')
        await deployed(0)
      },
    ),
  ),
  scenario('a click counts although the card cannot be edited at the time', { ...LIVE, demand: 11 }, async (stage) => {
    const { ana, proposes, hears, platform, deployed } = stage
    const card = await proposes(ana, ASKED)
    platform.failsEdits('server error', 2)
    await ana.presses(card, 'Confirm')
    await hears(ana, card, DONE)
    await deployed(1)
  }),
  scenario(
    'an error that comes with HTTP 200 is an error',
    { ...LIVE, demand: 21, without: notOnDiscord('Discord answers errors with HTTP statuses.') },
    async (stage) => {
      const { ana, hears, platform, bot, answersTo, settled } = stage
      onSlack(platform).slack.failNext('chat.postMessage', 'internal_error')
      const said = await ana.mentions('status')
      bot.clock.pass(5_000)
      await hears(ana, said, 'What is live')
      await settled()
      assert.equal(answersTo(said).length, 1)
    },
  ),
  scenario(
    'blocks that Slack finds too long are sent smaller',
    { ...LIVE, demand: 20, without: notOnDiscord('Discord says its limit, which is kept.') },
    async (stage) => {
      onSlack(stage.platform).slack.failNext('chat.postMessage', 'msg_blocks_too_long')
      await stage.hears(stage.ana, await stage.ana.mentions('status'), 'billionmail')
    },
  ),
  scenario('an answer that cannot be posted any more stops nothing else', { ...LIVE, demand: 21 }, async (stage) => {
    const { ana, asks, platform, settled } = stage
    const channel = platform.newChannel('closed')
    await ana.mentions('status', { channel })
    platform.removesBotFrom(channel)
    await settled()
    await asks(ana, 'status', 'What is live')
  }),
  scenario(
    'a channel that is archived under a deployment stops nothing, and its person is told',
    LIVE,
    async (stage) => {
      const { ana, asks, platform, bot, hearsDirectly } = stage
      const channel = platform.newChannel('old')
      bot.gates.hold('deploy')
      await asks(ana, 'deploy billionmail v1.1.0 to staging', 'Deploy billionmail v1.1.0 to staging', { channel })
      platform.archives(channel)
      bot.gates.letGo()
      await hearsDirectly(ana, 'billionmail v1.1.0 is live on staging')
    },
  ),
  scenario(
    'a bot that is removed from a channel finishes what it does there, and tells its person',
    LIVE,
    async (stage) => {
      const { ana, asks, platform, bot, hearsDirectly } = stage
      const channel = platform.newChannel('gone')
      bot.gates.hold('deploy')
      await asks(ana, 'deploy billionmail v1.1.0 to staging', 'Deploy billionmail v1.1.0 to staging', { channel })
      platform.removesBotFrom(channel)
      bot.gates.letGo()
      await hearsDirectly(ana, 'billionmail v1.1.0 is live on staging')
    },
  ),
  scenario('a channel in which the bot may not write any more stops nothing', LIVE, async (stage) => {
    const { ana, asks, platform, bot, hearsDirectly } = stage
    const channel = platform.newChannel('muted')
    bot.gates.hold('deploy')
    await asks(ana, 'deploy billionmail v1.1.0 to staging', 'Deploy billionmail v1.1.0 to staging', { channel })
    platform.forbidsPosting(channel)
    bot.gates.letGo()
    await hearsDirectly(ana, 'billionmail v1.1.0 is live on staging')
  }),
  scenario('a card that somebody deletes stops nothing', LIVE, async (stage) => {
    const { ana, hears, platform, bot, deployed } = stage
    bot.gates.hold('deploy')
    const said = await ana.mentions('deploy billionmail v1.1.0 to staging')
    const card = await hears(ana, said, 'Deploy billionmail v1.1.0 to staging')
    await platform.deletesUnder(card)
    bot.gates.letGo()
    await hears(ana, said, 'billionmail v1.1.0 is live on staging')
    await deployed(1)
  }),
  scenario(
    'a person who takes no direct messages is still told in the thread',
    { ...LIVE, without: notOnSlack('In Slack nobody closes their direct messages to an app.') },
    async (stage) => {
      onDiscord(stage.platform).discord.blockDirect('ana')
      await stage.asks(stage.ana, 'deploy billionmail v1.1.0 to staging', 'is live on staging')
    },
  ),
  scenario(
    'a job goes on long after the token of its command has died',
    { demand: 8, without: notOnSlack('Slack’s cards are never edited through a token of a command.') },
    async (stage) => {
      const { ana, platform, hears, bot } = stage
      await platform.asksByCommand(ana, 'deploy billionmail v1.1.0 to production')
      const card = await ana.sees(({ text }) => text.includes(`Deploy ${ASKED}?`))
      onDiscord(platform).discord.expireTokens()
      bot.gates.hold('deploy')
      await ana.presses(card, 'Confirm')
      bot.gates.letGo()
      await hears(ana, card, DONE)
    },
  ),
  scenario(
    'a click is acknowledged although the database is away, and its person is told',
    { ...LIVE, demand: [6, 7] },
    async (stage) => {
      const { ana, proposes, isTold, bot, deployed } = stage
      const card = await proposes(ana, ASKED)
      bot.outages.down = true
      assert.notEqual((await ana.presses(card, 'Confirm')).kind, 'failed')
      await isTold(ana, /database|recorded|press again/i)
      bot.outages.down = false
      await deployed(0)
    },
  ),
  scenario(
    'whoever writes while the database is away is told so, and is answered once it is back',
    { ...LIVE, demand: [2, 6] },
    async (stage) => {
      const { ana, asks, isTold, bot, platform } = stage
      bot.outages.down = true
      await ana.mentions('status')
      if (platform.name === 'Discord') await ana.sees(({ byBot, text }) => byBot && /database/i.test(text))
      else await isTold(ana, /database/i)
      bot.outages.down = false
      await asks(ana, 'status', 'What is live')
    },
  ),
  scenario('twenty people who ask at once are all answered, each once', { ...LIVE, demand: 6 }, async (stage) => {
    const { asks, answersTo, settled, person } = stage
    const names = Array.from({ length: 20 }, (_, index) => `guest${index}`)
    const answers = await Promise.all(names.map((name) => asks(person(name), 'status', 'What is live')))
    await settled()
    assert.deepEqual(
      answers.map((answer) => answersTo(answer).length),
      names.map(() => 0),
    )
  }),
  scenario(
    'a cut line is mended, and nothing said meanwhile is lost',
    { ...LIVE, demand: 'silent socket', without: { 'Slack over HTTP': 'There is no line to cut over HTTP.' } },
    async (stage) => {
      const { ana, hears, platform } = stage
      await stage.asks(ana, 'status', 'What is live')
      platform.cutsLine()
      await hears(ana, await ana.mentions('status'), 'What is live')
    },
  ),
]
