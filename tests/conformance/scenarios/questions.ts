import assert from 'node:assert/strict'
import { scenario } from '../scenario.ts'

const ASKED = 'billionmail v1.1.0 to production'
const DONE = 'billionmail v1.1.0 is live on production'

export const questions = [
  scenario(
    'a deployment is confirmed by the one who asked, and told when it is live',
    { demand: 14 },
    async (stage) => {
      const { ana, proposes, hears, becomes, deployed } = stage
      const card = await proposes(ana, ASKED)
      await ana.presses(card, 'Confirm')
      await becomes(ana, card, 'Confirmed by ana')
      await hears(ana, card, DONE)
      await deployed(1)
    },
  ),
  scenario('a card that was answered has no buttons any more', async ({ ana, proposes, becomes }) => {
    const card = await proposes(ana, ASKED)
    assert.deepEqual(
      card.buttons.map(({ label }) => label),
      ['Confirm', 'Cancel'],
    )
    await ana.presses(card, 'Confirm')
    assert.deepEqual((await becomes(ana, card, 'Confirmed by ana')).buttons, [])
  }),
  scenario('what is cancelled is not done', async ({ ana, proposes, becomes, deployed }) => {
    const card = await proposes(ana, ASKED)
    await ana.presses(card, 'Cancel')
    await becomes(ana, card, 'Cancelled by ana')
    await deployed(0)
  }),
  scenario('two clicks are one deployment, and the second is told so', { demand: 12 }, async (stage) => {
    const { ana, proposes, isTold, hears, deployed } = stage
    const card = await proposes(ana, ASKED)
    await Promise.all([ana.presses(card, 'Confirm'), ana.presses(card, 'Confirm')])
    await isTold(ana, /Already confirmed by ana|I have your answer already/)
    await hears(ana, card, DONE)
    await deployed(1)
  }),
  scenario('a click on a card that was answered is told what became of it', { demand: 10 }, async (stage) => {
    const { ana, proposes, becomes, isTold, deployed } = stage
    const card = await proposes(ana, ASKED)
    await ana.presses(card, 'Cancel')
    await becomes(ana, card, 'Cancelled by ana')
    await ana.presses(card, 'Confirm').catch(() => undefined)
    await deployed(0)
    if (ana.again(card)?.buttons.length === 0) return
    await isTold(ana, 'Already cancelled by ana')
  }),
  scenario('somebody else’s click is refused, and only they are told', { demand: 10 }, async (stage) => {
    const { ana, ben, vic, proposes, isTold, deployed } = stage
    const card = await proposes(ana, ASKED)
    await ben.presses(card, 'Confirm')
    await isTold(ben, 'Only ana, who asked, can answer this.')
    assert.ok(!vic.messages().some(({ text }) => text.includes('Only ana, who asked')))
    await deployed(0)
  }),
  scenario('a yes in words confirms', async ({ ana, proposes, hears, platform, deployed }) => {
    const card = await proposes(ana, ASKED)
    await ana.mentions('yes, please!', platform.threadOf(card))
    await hears(ana, card, DONE)
    await deployed(1)
  }),
  scenario('a yes confirms only the newest question', async ({ ana, proposes, hears, deployed, platform }) => {
    const first = await proposes(ana, ASKED)
    const second = await proposes(ana, 'payments v1.1.0 to production', platform.threadOf(first))
    await ana.mentions('yes', platform.threadOf(first))
    await hears(ana, second, 'payments v1.1.0 is live on production')
    await deployed(1)
  }),
  scenario('a no in words cancels', async ({ ana, proposes, becomes, platform, deployed }) => {
    const card = await proposes(ana, ASKED)
    await ana.mentions('no', platform.threadOf(card))
    await becomes(ana, card, 'Cancelled by ana')
    await deployed(0)
  }),
  scenario(
    'somebody else’s yes answers nothing',
    { demand: 15 },
    async ({ ana, ben, proposes, asks, platform, deployed }) => {
      const card = await proposes(ana, ASKED)
      await asks(ben, 'yes', 'Nothing is waiting for your answer', platform.threadOf(card))
      await deployed(0)
    },
  ),
  scenario('a yes that was said to somebody else starts nothing on production', async (stage) => {
    const { ana, ben, proposes, staysQuiet, platform, deployed } = stage
    const card = await proposes(ana, ASKED)
    await staysQuiet(() => ben.says('did you tell support?', platform.threadOf(card)))
    await ana.says('yes', platform.threadOf(card))
    await deployed(0)
  }),
  scenario('a yes with nothing open starts nothing and says so', async ({ ana, asks, deployed }) => {
    await asks(ana, 'yes', 'Nothing is waiting for your answer')
    await deployed(0)
  }),
  scenario(
    'what only resembles a yes is asked about once more',
    async ({ ana, proposes, asks, platform, deployed }) => {
      const card = await proposes(ana, ASKED)
      await asks(ana, 'go ahead then', 'answer just “yes”', platform.threadOf(card))
      await deployed(0)
    },
  ),
  scenario(
    'a question expires, and its card says so',
    { demand: 10 },
    async ({ ana, proposes, becomes, bot, deployed }) => {
      const card = await proposes(ana, ASKED)
      bot.clock.pass(11 * 60_000)
      assert.deepEqual((await becomes(ana, card, 'Expired without an answer')).buttons, [])
      await deployed(0)
    },
  ),
  scenario('what is missing is asked for, with a button each', async ({ ana, asks, hears, deployed }) => {
    const question = await asks(ana, 'deploy billionmail v1.1.0', 'Which environment?')
    assert.deepEqual(
      question.buttons.map(({ label }) => label),
      ['staging', 'production'],
    )
    await ana.presses(question, 'staging')
    await hears(ana, question, 'billionmail v1.1.0 is live on staging')
    await deployed(1)
  }),
  scenario('what is missing may be said in the thread', async ({ ana, asks, hears, deployed }) => {
    const question = await asks(ana, 'deploy billionmail v1.1.0', 'Which environment?')
    await ana.replies(question, 'staging')
    await hears(ana, question, 'billionmail v1.1.0 is live on staging')
    await deployed(1)
  }),
  scenario(
    'two people in one thread each answer their own question',
    async ({ ana, ben, asks, hears, platform, deployed }) => {
      const first = await asks(ana, 'deploy billionmail v1.1.0', 'Which environment?')
      await asks(ben, 'deploy payments v1.2.0', 'Which environment?', platform.threadOf(first))
      await ana.presses(first, 'staging')
      await hears(ana, first, 'billionmail v1.1.0 is live on staging')
      await deployed(1)
    },
  ),
  scenario(
    'a branch that moves between question and click is asked about again',
    {
      demand: 18,
      repositories: { billionmail: { branches: { main: 'v1.1.0' } } },
      live: { billionmail: { production: ['v1.0.0'] } },
    },
    async ({ ana, asks, hears, isTold, bot, deployed }) => {
      const card = await asks(ana, 'deploy billionmail main to production', 'Deploy billionmail v1.1.0 to production?')
      bot.delivery.move('billionmail', 'main', 'v1.2.0')
      await ana.presses(card, 'Confirm')
      await isTold(ana, 'main has moved')
      await deployed(0)
      const again = await hears(ana, card, 'Deploy billionmail v1.2.0 to production?')
      await ana.presses(again, 'Confirm')
      await hears(ana, card, 'billionmail v1.2.0 is live on production')
    },
  ),
  scenario(
    'what is live already is not deployed again',
    { live: { billionmail: { staging: ['v1.1.0'] } } },
    async (stage) => {
      await stage.asks(stage.ana, 'deploy billionmail v1.1.0 to staging', 'is already live on staging')
      await stage.deployed(0)
    },
  ),
]
