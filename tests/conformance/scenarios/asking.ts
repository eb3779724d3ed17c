import assert from 'node:assert/strict'
import { scenario } from '../scenario.ts'

export const asking = [
  scenario(
    'a mention is answered in the thread beneath it',
    { live: { payments: { production: ['v1.0.0'] } } },
    async ({ ana, asks, answersTo }) => {
      const answer = await asks(ana, 'status', 'What is live')
      assert.match(answer.text, /v1\.0\.0/)
      assert.equal(answersTo(answer).length, 0)
    },
  ),
  scenario(
    'a deployment is confirmed by the one who asked, and told when it is live',
    async ({ ana, asks, hears, deployed }) => {
      const card = await asks(
        ana,
        'deploy billionmail v1.1.0 to production',
        'Deploy billionmail v1.1.0 to production?',
      )
      await ana.presses(card, 'Confirm')
      await hears(ana, card, 'billionmail v1.1.0 is live on production')
      await deployed(1)
    },
  ),
  scenario('a yes confirms only the newest question', async ({ ana, asks, hears, deployed, platform }) => {
    const first = await asks(ana, 'deploy billionmail v1.1.0 to production', 'Deploy billionmail v1.1.0 to production?')
    const second = await asks(
      ana,
      'deploy payments v1.1.0 to production',
      'Deploy payments v1.1.0 to production?',
      platform.threadOf(first),
    )
    await ana.mentions('yes', platform.threadOf(first))
    await hears(ana, second, 'payments v1.1.0 is live on production')
    await deployed(1)
  }),
]
