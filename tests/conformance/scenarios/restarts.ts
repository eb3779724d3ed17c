import assert from 'node:assert/strict'
import { scenario } from '../scenario.ts'
import { PAYMENTS_NEED_TWO } from '../stage/team.ts'

const LIVE = { live: { payments: { production: ['v1.0.0'] }, billionmail: { production: ['v1.0.0'] } } }
const ASKED = 'billionmail v1.1.0 to production'
const DONE = 'billionmail v1.1.0 is live on production'

export const restarts = [
  scenario(
    'the first click after a restart counts, on a card from before it',
    { ...LIVE, demand: [9, 10] },
    async (stage) => {
      const { ana, proposes, hears, bot, deployed } = stage
      const card = await proposes(ana, ASKED)
      await bot.restart()
      await ana.presses(card, 'Confirm')
      await hears(ana, card, DONE)
      await deployed(1)
    },
  ),
  scenario(
    'an approval that was open before a restart is given after it',
    { ...LIVE, demand: 9, config: PAYMENTS_NEED_TWO },
    async (stage) => {
      const { ana, ben, proposes, hears, bot, deployed } = stage
      const question = await proposes(ana, 'payments v1.1.0 to production')
      await ana.presses(question, 'Submit for approval')
      const card = await hears(ana, question, 'CHG-1:')
      await bot.restart()
      await ben.presses(card, 'Approve')
      await hears(ana, card, 'payments v1.1.0 is live on production')
      await deployed(1)
    },
  ),
  scenario('a bot that is killed right after the click does it once', { ...LIVE, demand: [9, 11] }, async (stage) => {
    const { ana, proposes, hears, bot, deployed } = stage
    const card = await proposes(ana, ASKED)
    await ana.presses(card, 'Confirm')
    await bot.kill()
    await hears(ana, card, DONE)
    await deployed(1)
  }),
  scenario(
    'a deployment that runs when the bot is killed is finished by the next',
    { ...LIVE, demand: 9 },
    async (stage) => {
      const { ana, proposes, hears, bot, deployed } = stage
      bot.gates.hold('build')
      const card = await proposes(ana, ASKED)
      await ana.presses(card, 'Confirm')
      await hears(ana, card, 'building')
      await bot.kill()
      bot.gates.letGo()
      await hears(ana, card, DONE)
      await deployed(1)
    },
  ),
  scenario(
    'a message that is delivered again after a restart is not answered again',
    { ...LIVE, demand: 2 },
    async (stage) => {
      const { ana, hears, platform, bot, staysQuiet, deployed } = stage
      const said = await ana.mentions('deploy billionmail v1.1.0 to staging')
      await hears(ana, said, 'is live on staging')
      await bot.restart()
      await staysQuiet(() => platform.redelivers(said, 2))
      await deployed(1)
    },
  ),
  scenario('what is said while the bot is away is answered when it is back', { ...LIVE, demand: 2 }, async (stage) => {
    const { ana, hears, bot } = stage
    let asked = await ana.says('is the bot there?')
    await bot.restart(async () => {
      asked = await ana.mentions('status')
    })
    if (stage.platform.name === 'Discord') return
    await hears(ana, asked, 'What is live')
  }),
  scenario(
    'a question that expires while the bot is away says so afterwards',
    { ...LIVE, demand: 10 },
    async (stage) => {
      const { ana, proposes, becomes, bot, deployed } = stage
      const card = await proposes(ana, ASKED)
      await bot.restart(async () => bot.clock.pass(20 * 60_000))
      assert.deepEqual((await becomes(ana, card, 'Expired without an answer')).buttons, [])
      await deployed(0)
    },
  ),
  scenario('a restart posts nothing by itself', LIVE, async ({ ana, asks, bot, staysQuiet }) => {
    await asks(ana, 'status', 'What is live')
    await staysQuiet(() => bot.restart())
  }),
]
