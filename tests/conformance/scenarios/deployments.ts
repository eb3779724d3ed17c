import assert from 'node:assert/strict'
import { scenario } from '../scenario.ts'

const LIVE = {
  live: {
    billionmail: { staging: ['v1.0.0'], production: ['v1.0.0', 'v1.1.0'] },
    payments: { production: ['v1.0.0'] },
  },
}
const FREEZE = {
  timeZone: 'Europe/Berlin',
  freezes: [
    {
      name: 'stock count',
      reason: 'the shelves are counted',
      from: '2026-03-02 08:00',
      to: '2026-03-03 12:00',
      environments: ['production'],
    },
  ],
}

export const deployments = [
  scenario(
    'one message shows the progress and is edited, however many steps there are',
    { demand: [19, 21] },
    async (stage) => {
      const { ana, asks, platform, answersTo } = stage
      const done = await asks(ana, 'deploy billionmail v1.1.0 to staging', 'is live on staging')
      await stage.settled()
      const started = answersTo({ ...done, id: '' }).filter(({ text }) =>
        text.includes('Deploy billionmail v1.1.0 to staging'),
      )
      assert.equal(started.length, 1)
      assert.ok(platform.edits() < 12, `${platform.edits()} edits`)
    },
  ),
  scenario('a second deployment waits for the first, and says so', { ...LIVE, demand: 'locks' }, async (stage) => {
    const { ana, ben, asks, hears, bot, deployed } = stage
    bot.gates.hold('deploy')
    const first = await asks(ana, 'deploy billionmail v1.1.0 to staging', 'Deploy billionmail v1.1.0 to staging')
    const second = await asks(ben, 'deploy billionmail v1.2.0 to staging', 'which is changing the same environment')
    bot.gates.letGo()
    // Once the second is live, the first one’s message says that it was.
    await hears(ana, first, /billionmail v1\.1\.0 (is|was) live on staging/)
    await hears(ben, second, 'billionmail v1.2.0 is live on staging')
    await deployed(2)
  }),
  scenario(
    'what is being done already is not started twice',
    { ...LIVE, demand: 12 },
    async ({ ana, ben, asks, bot, deployed }) => {
      bot.gates.hold('deploy')
      await asks(ana, 'deploy billionmail v1.1.0 to staging', 'Deploy billionmail v1.1.0 to staging')
      await asks(ben, 'deploy billionmail v1.1.0 to staging', 'is doing exactly that already')
      bot.gates.letGo()
      await deployed(1)
    },
  ),
  scenario('a lock keeps others waiting until its person unlocks', { ...LIVE, demand: 'locks' }, async (stage) => {
    const { ana, ben, asks, proposes, becomes, hears, bot } = stage
    const lock = await asks(
      ana,
      'lock payments on production for 2 hours because of stock count',
      'payments is locked on production',
    )
    const card = await proposes(ben, 'payments v1.1.0 to production')
    assert.match(card.text, /Locked by ana/)
    await ben.presses(card, 'Confirm')
    await hears(ben, card, 'Waiting for the lock of ana to go')
    assert.equal(bot.delivery.serving('payments', 'production')?.version, 'v1.0.0')
    await ana.presses(lock, 'Unlock')
    await becomes(ana, lock, 'unlocked by ana')
    await hears(ben, card, 'payments v1.1.0 is live on production')
  }),
  scenario('a lock ends by itself, and what waited starts', { ...LIVE, demand: 'locks' }, async (stage) => {
    const { ana, ben, asks, proposes, hears, bot } = stage
    await asks(ana, 'lock payments on production for 1 hour', 'payments is locked on production')
    const card = await proposes(ben, 'payments v1.1.0 to production')
    await ben.presses(card, 'Confirm')
    await hears(ben, card, 'Waiting for the lock of ana to go')
    bot.clock.pass(61 * 60_000)
    await hears(ben, card, 'payments v1.1.0 is live on production')
  }),
  scenario('somebody else’s lock is removed with a reason, which its person is told', LIVE, async (stage) => {
    const { ana, olga, asks, chooses, becomes } = stage
    const lock = await asks(
      ana,
      'lock payments on production because of a load test',
      'payments is locked on production',
    )
    const sure = await asks(olga, 'unlock payments on production because ana is on holiday', 'somebody else’s lock')
    await chooses(olga, sure, 'Confirm')
    await becomes(ana, lock, 'removed by olga')
  }),
  scenario('a running deployment is cancelled, and what served goes on', LIVE, async (stage) => {
    const { ana, asks, chooses, hears, bot } = stage
    bot.gates.hold('deploy')
    const card = await asks(ana, 'deploy billionmail v1.1.0 to staging', 'Deploy billionmail v1.1.0 to staging')
    const task = /TASK-\d+/.exec(card.text)?.[0] ?? ''
    const sure = await asks(ana, `cancel ${task}`, `Cancel ${task}?`)
    await chooses(ana, sure, 'Stop it')
    await hears(ana, card, 'Deploy billionmail v1.1.0 to staging: cancelled')
    assert.equal(bot.delivery.serving('billionmail', 'staging')?.version, 'v1.0.0')
  }),
  scenario('a rollback is always confirmed, and goes back to the release before', LIVE, async (stage) => {
    const { ana, asks, hears, bot } = stage
    const card = await asks(
      ana,
      'roll back billionmail on production',
      'Roll back billionmail on production to v1.0.0?',
    )
    await ana.presses(card, 'Confirm')
    await hears(ana, card, 'billionmail is rolled back to v1.0.0 on production')
    assert.equal(bot.delivery.serving('billionmail', 'production')?.version, 'v1.0.0')
  }),
  scenario(
    'a viewer is refused, with the reason and whom to ask',
    { ...LIVE, demand: 17 },
    async ({ vic, asks, deployed }) => {
      assert.match((await asks(vic, 'deploy billionmail v1.1.0 to staging', 'Not allowed')).text, /ana/)
      await deployed(0)
    },
  ),
  scenario('a viewer rolls nothing back', { ...LIVE, demand: 17 }, async ({ vic, asks, deployed }) => {
    await asks(vic, 'roll back billionmail on production', 'Not allowed')
    await deployed(0)
  }),
  scenario(
    'a release that does not become healthy fails, and the one before serves on',
    {
      ...LIVE,
      repositories: { billionmail: { unhealthy: ['v1.2.0'] } },
    },
    async ({ ana, asks, bot }) => {
      await asks(ana, 'deploy billionmail v1.2.0 to staging', 'Deploy billionmail v1.2.0 to staging: failed')
      assert.equal(bot.delivery.serving('billionmail', 'staging')?.version, 'v1.0.0')
    },
  ),
  scenario(
    'why something failed is answered in its thread',
    {
      ...LIVE,
      repositories: {
        billionmail: { unhealthy: ['v1.2.0'], logs: { 'v1.2.0': ['health: MAIL_QUEUE_URL is not set'] } },
      },
    },
    async ({ ana, asks, platform }) => {
      const failed = await asks(
        ana,
        'deploy billionmail v1.2.0 to staging',
        'Deploy billionmail v1.2.0 to staging: failed',
      )
      await asks(ana, 'why did it fail?', 'MAIL_QUEUE_URL', platform.threadOf(failed))
    },
  ),
  scenario('whoever asked is also written to directly', LIVE, async ({ ana, asks, hearsDirectly }) => {
    await asks(ana, 'deploy billionmail v1.1.0 to staging', 'is live on staging')
    await hearsDirectly(ana, 'billionmail v1.1.0 is live on staging')
  }),
  scenario('what would ship is shown before it does', { ...LIVE, demand: 13 }, async ({ ana, asks }) => {
    const answer = await asks(ana, 'what would ship to production for payments?', 'payments')
    assert.match(answer.text, /Release v1\.[123]\.0/)
  }),
  scenario(
    'a freeze stops a deployment with its name and its end',
    { ...LIVE, demand: 25, config: FREEZE },
    async (stage) => {
      const { ana, asks, deployed } = stage
      const answer = await asks(
        ana,
        'deploy payments v1.1.0 to production',
        'The freeze “stock count” stops deployments',
      )
      assert.match(answer.text, /the shelves are counted/)
      await deployed(0)
    },
  ),
  scenario(
    'whether something may be deployed now is answered with the rule',
    { ...LIVE, demand: 25, config: FREEZE },
    async (stage) => {
      await stage.asks(stage.ana, 'can I deploy payments to production?', 'The freeze “stock count” stops deployments')
    },
  ),
  scenario(
    'a scheduled deployment starts when it is due',
    { ...LIVE, demand: 25 },
    async ({ ana, asks, chooses, hears, bot, deployed }) => {
      const card = await asks(
        ana,
        'deploy payments v1.1.0 to production in 2 hours',
        'Schedule payments v1.1.0 for production',
      )
      await chooses(ana, card, 'Confirm')
      await deployed(0)
      bot.clock.pass(2 * 60 * 60_000)
      await hears(ana, card, 'payments v1.1.0 is live on production')
      await deployed(1)
    },
  ),
  scenario('somebody who is named is told how it ends', LIVE, async ({ ana, ben, asks, hears }) => {
    await asks(ben, 'hello', 'Hello!')
    const done = await asks(
      ana,
      `deploy billionmail v1.1.0 to staging and tell <@${ben.userId.replace(/^\w+:/, '')}>`,
      'is live on staging',
    )
    await hears(ben, done, 'ana asked me to tell you')
  }),
  scenario(
    'a channel that follows a service hears of its changes, in one message',
    {
      demand: [19, 24],
      config: (channel) => ({ announcements: [{ channel: channel('deploys'), services: ['billionmail'] }] }),
    },
    async ({ ana, asks, platform, settled }) => {
      await asks(ana, 'deploy billionmail v1.1.0 to staging', 'is live on staging')
      const channel = platform.newChannel('deploys')
      await ana.sees(
        (one) => one.byBot && one.channel === channel && one.text.includes('billionmail v1.1.0 is live on staging'),
      )
      await settled()
      assert.equal(ana.messages({ channel }).length, 1)
    },
  ),
  scenario(
    'a channel that hears of failures alone hears of nothing else',
    {
      ...LIVE,
      demand: 19,
      config: (channel) => ({ announcements: [{ channel: channel('alarms'), on: ['failure'] }] }),
      repositories: { billionmail: { unhealthy: ['v1.2.0'] } },
    },
    async ({ ana, asks, platform, settled }) => {
      const channel = platform.newChannel('alarms')
      await asks(ana, 'deploy billionmail v1.1.0 to staging', 'is live on staging')
      await settled()
      assert.equal(ana.messages({ channel }).length, 0)
      await asks(ana, 'deploy billionmail v1.2.0 to staging', 'staging: failed')
      await ana.sees((one) => one.byBot && one.channel === channel && one.text.includes('failed'))
    },
  ),
]
