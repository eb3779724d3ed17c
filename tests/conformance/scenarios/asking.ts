import assert from 'node:assert/strict'
import { scenario } from '../scenario.ts'
import { SLACK_COMPLETES_NOTHING } from './only-on.ts'

const LIVE = { payments: { production: ['v1.0.0'] } }

export const asking = [
  scenario(
    'a mention is answered in the thread beneath it',
    { demand: 24, live: LIVE },
    async ({ ana, asks, answersTo }) => {
      const answer = await asks(ana, 'status', 'What is live')
      assert.match(answer.text, /v1\.0\.0/)
      assert.equal(answersTo(answer).length, 0)
    },
  ),
  scenario('what is asked in a thread is answered in that thread', { demand: 24, live: LIVE }, async (stage) => {
    const { ana, ben, asks, platform, answersTo } = stage
    const talk = await ben.says('production looks odd')
    const first = await asks(ana, 'status', 'What is live', platform.opensThread(talk))
    assert.deepEqual(platform.threadOf(first), platform.threadOf(talk))
    assert.equal(answersTo(talk).length, 1)
  }),
  scenario(
    'a direct message is answered there, without a mention',
    { live: LIVE },
    async ({ ana, hearsDirectly, ben }) => {
      await ana.directs('status')
      await hearsDirectly(ana, 'What is live')
      assert.ok(!ben.messages().some(({ text }) => text.includes('What is live')))
    },
  ),
  scenario('a command is shown to its channel and answered beneath', { live: LIVE }, async ({ ana, ben, platform }) => {
    await platform.asksByCommand(ana, 'what is live?')
    const answer = await ben.sees(({ byBot, text }) => byBot && text.includes('What is live'))
    const echo = ben.messages().find(({ byBot, text }) => byBot && text.includes('what is live?'))
    assert.ok(echo, 'nobody else sees what was asked')
    assert.deepEqual(platform.threadOf(answer), platform.threadOf(echo))
  }),
  scenario(
    'a command that changes something is confirmed as if it had been said',
    async ({ ana, platform, hears, deployed }) => {
      await platform.asksByCommand(ana, 'deploy billionmail v1.1.0 to production')
      const card = await ana.sees(({ text }) => text.includes('Deploy billionmail v1.1.0 to production?'))
      await ana.presses(card, 'Confirm')
      await hears(ana, card, 'billionmail v1.1.0 is live on production')
      await deployed(1)
    },
  ),
  scenario(
    'a command with fields asks for just what they say',
    { without: SLACK_COMPLETES_NOTHING },
    async ({ ana, hears }) => {
      await ana.runs('deploy', { service: 'billionmail', environment: 'production', ref: 'v1.1.0' })
      const card = await ana.sees(({ text }) => text.includes('Deploy billionmail v1.1.0 to production?'))
      await ana.presses(card, 'Confirm')
      await hears(ana, card, 'billionmail v1.1.0 is live on production')
    },
  ),
  scenario(
    'services, environments and versions are completed while they are typed',
    { without: SLACK_COMPLETES_NOTHING },
    async ({ ana }) => {
      const named = async (options: Readonly<Record<string, string>>) =>
        (await ana.types('deploy', options)).map(({ value }) => value)
      assert.equal((await named({ service: 'bil' }))[0], 'billionmail')
      assert.equal((await named({ service: 'billionmail', environment: 'prod' }))[0], 'production')
      assert.equal((await named({ service: 'billionmail', environment: 'production', ref: 'v1.3' }))[0], 'v1.3.0')
    },
  ),
  scenario(
    'nothing is completed that its person may not deploy',
    { demand: 17, without: SLACK_COMPLETES_NOTHING },
    async ({ vic }) => {
      assert.deepEqual(await vic.types('deploy', { service: 'bil' }), [])
    },
  ),
  scenario('talk that does not mention the bot is left alone', async ({ ana, staysQuiet }) => {
    await staysQuiet(() => ana.says('deploy billionmail v1.1.0 to production'))
  }),
  scenario('a greeting and thanks are answered', async ({ ana, asks }) => {
    await asks(ana, 'hello', 'Hello!')
    await asks(ana, 'thanks a lot!', 'You’re welcome.')
  }),
  scenario('help hides what its reader may not do', { demand: 17 }, async ({ ana, vic, asks }) => {
    assert.match((await asks(ana, 'help', 'What you can ask me')).text, /To change things/)
    assert.doesNotMatch((await asks(vic, 'help', 'What you can ask me')).text, /To change things/)
  }),
  scenario('a person learns what they may do, and who may do the rest', { demand: 17 }, async ({ vic, asks }) => {
    const answer = await asks(vic, 'what am I allowed to do?', 'You may look at')
    assert.match(answer.text, /ana/)
  }),
  scenario(
    'what the bot does not do is said, and nothing is guessed',
    { demand: 'classifier' },
    async ({ ana, asks, deployed }) => {
      await asks(ana, 'order me a pizza', 'I don’t do that.')
      await deployed(0)
    },
  ),
  scenario(
    'an environment that nobody has is asked about, never guessed',
    { demand: 14 },
    async ({ ana, asks, deployed }) => {
      await asks(ana, 'deploy billionmail v1.1.0 to produciton', 'Did you mean production?')
      await deployed(0)
    },
  ),
  scenario('a service that nobody has is asked about', async ({ ana, asks, deployed }) => {
    await asks(ana, 'deploy warehouse v1.1.0 to staging', 'warehouse')
    await deployed(0)
  }),
  scenario('a version that is not there is said', async ({ ana, asks, deployed }) => {
    await asks(ana, 'deploy billionmail v9.9.9 to staging', 'v9.9.9')
    await deployed(0)
  }),
  scenario(
    'smart quotes, no-break spaces and dashes change nothing',
    { demand: 22 },
    async ({ ana, asks, deployed }) => {
      await asks(ana, 'deploy\u00a0“billionmail” ‘v1.1.0’ to\u202fstaging…', 'billionmail v1.1.0 is live on staging')
      await deployed(1)
    },
  ),
  scenario('shell characters are words and nothing more', async ({ ana, asks, deployed }) => {
    await asks(ana, 'deploy billionmail v1.1.0; rm -rf / to staging', /./)
    await deployed(0)
  }),
  scenario('a mention with nothing behind it is answered', async ({ ana, asks }) => {
    await asks(ana, '', 'Your message has no text.')
  }),
  scenario(
    'forty thousand characters are answered and start nothing',
    { demand: 20 },
    async ({ ana, asks, deployed }) => {
      await asks(ana, 'deploy billionmail '.repeat(1_900).slice(0, 1_900), /./)
      await deployed(0)
    },
  ),
  scenario('a secret that slips into a message is not repeated', { demand: 'secrets' }, async ({ ana, asks, ben }) => {
    await asks(ana, 'deploy billionmail v1.1.0 to staging', 'is live on staging')
    await asks(ana, 'lock payments on staging because password=hunter2hunter2 leaked', 'payments is locked')
    const said = ben.messages().filter(({ byBot, text }) => byBot && text.includes('hunter2'))
    assert.deepEqual(
      said.map(({ text }) => text),
      [],
    )
  }),
]
