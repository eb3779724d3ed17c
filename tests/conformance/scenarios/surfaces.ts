import assert from 'node:assert/strict'
import { scenario } from '../scenario.ts'
import { PAYMENTS_NEED_TWO } from '../stage/team.ts'
import { onSlack } from './on.ts'
import { notOnDiscord } from './only-on.ts'

const LIVE = { live: { payments: { production: ['v1.0.0'] }, billionmail: { production: ['v1.0.0'] } } }
const NO_HOME = notOnDiscord('Discord has no page of an app for each person.')
const LINES = Array.from({ length: 400 }, (_, index) => `line ${index + 1} of the long log that nobody reads in a chat`)
const MANY = Array.from({ length: 60 }, (_, index) => ({
  id: `service-${index + 1}`,
  repository: '.',
  start: ['true'],
  environments: { staging: { port: 9_000 + index } },
}))

/** Sixty steps in a row, whose names fill more than a message, with a question in the middle. */
const SIXTY = {
  workflows: {
    migrate: {
      confirm: false,
      steps: Array.from({ length: 60 }, (_, index) => ({
        id: `s${index + 1}`,
        title: `Step ${index + 1} moves the ledgers to their new database`,
        ...(index > 0 && { needs: `s${index}` }),
        ...(index === 44 ? { approval: { role: 'approver' } } : { uses: 'command', with: { run: ['move'] } }),
      })),
    },
  },
}

export const surfaces = [
  scenario(
    'the Home tab shows what is live, with its versions',
    { ...LIVE, without: NO_HOME },
    async ({ platform }) => {
      const ana = onSlack(platform).person('ana')
      await ana.opensHome()
      assert.match((await ana.seesHome('What is live')).text, /v1\.0\.0/)
    },
  ),
  scenario(
    'what waits for somebody stands on their Home tab, and is answered there',
    { ...LIVE, config: PAYMENTS_NEED_TWO, without: NO_HOME },
    async (stage) => {
      const { ana, proposes, hears, platform } = stage
      const ben = onSlack(platform).person('ben')
      const question = await proposes(ana, 'payments v1.1.0 to production')
      await ana.presses(question, 'Submit for approval')
      const card = await hears(ana, question, 'CHG-1:')
      await ben.opensHome()
      await ben.seesHome('CHG-1')
      await ben.pressesHome('Approve')
      await hears(ana, card, 'payments v1.1.0 is live on production')
    },
  ),
  scenario(
    'a shortcut of the search bar opens a form to deploy',
    { ...LIVE, without: notOnDiscord('Discord has no shortcuts outside messages.') },
    async ({ platform }) => {
      const ana = onSlack(platform).person('ana')
      await ana.usesShortcut('deploy')
      assert.equal((await ana.seesModal()).title, 'Deploy')
    },
  ),
  scenario(
    'whoever may deploy nothing gets no form, and is told',
    { ...LIVE, demand: 17, without: notOnDiscord('Discord has no shortcuts outside messages.') },
    async ({ platform, hearsDirectly }) => {
      await onSlack(platform).person('vic').usesShortcut('deploy')
      await hearsDirectly(platform.person('vic'), 'There is nothing here that you may deploy')
    },
  ),
  scenario(
    'a message without a link has no pull request to deploy, and its person is told',
    LIVE,
    async ({ ana, platform, isTold }) => {
      await ana.usesOn(await ana.says('looks fine to me'), platform.deploysPullRequest)
      await isTold(ana, 'This message has no link to a pull request')
    },
  ),
  scenario(
    'a link to a pull request becomes the question whether to deploy it',
    LIVE,
    async ({ ana, platform, deployed }) => {
      const said = await ana.says('please look at https://github.com/acme/payments/pull/42')
      await ana.usesOn(said, platform.deploysPullRequest)
      await ana.sees(({ byBot, onlyForMe, text }) => byBot && !onlyForMe && text.includes('payments'))
      await deployed(0)
    },
  ),
  scenario(
    'a log that is too long for a message comes as a file',
    {
      demand: 20,
      live: { payments: { staging: ['v1.1.0'] } },
      repositories: { payments: { logs: { 'v1.1.0': LINES } } },
    },
    async ({ ana, asks, platform }) => {
      const answer = await asks(ana, 'last 300 lines of payments on staging', 'the last 300 lines')
      const { thread } = platform.threadOf(answer)
      await ana.sees((one) => one.files.length > 0 && (one.thread ?? one.id) === thread)
    },
  ),
  scenario(
    'a short log is read in the message',
    {
      live: { payments: { staging: ['v1.1.0'] } },
      repositories: { payments: { logs: { 'v1.1.0': ['starting', 'calling <https://evil.example|bank> *now*'] } } },
    },
    async ({ ana, asks }) => {
      assert.match((await asks(ana, 'logs of payments on staging', 'the last 2 lines')).text, /evil\.example/)
    },
  ),
  scenario(
    'secrets in a log are taken out',
    {
      demand: ['secrets', 'injection'],
      live: { payments: { staging: ['v1.1.0'] } },
      repositories: { payments: { logs: { 'v1.1.0': ['token=ghp_abcdefghijklmnopqrstuvwxyz0123456789'] } } },
    },
    async ({ ana, asks }) => {
      assert.doesNotMatch((await asks(ana, 'logs of payments on staging', 'payments on staging')).text, /ghp_abc/)
    },
  ),
  scenario(
    'the history of deployments can be asked for by environment',
    { demand: 19, live: { billionmail: { staging: ['v1.0.0', 'v1.1.0'], production: ['v1.0.0'] } } },
    async ({ ana, asks }) => {
      await asks(ana, 'show me the last 5 deployments to staging', 'v1.1.0')
    },
  ),
  scenario(
    'sixty services fit what a message may hold',
    { demand: 20, config: { services: MANY } },
    async ({ ana, asks }) => {
      await asks(ana, 'status', /What is live|service-/)
    },
  ),
  scenario(
    'a choice of sixty is offered without breaking a limit',
    { demand: 20, config: { services: MANY } },
    async ({ ana, asks, deployed }) => {
      await asks(ana, 'deploy to staging', 'Which service?')
      await deployed(0)
    },
  ),
  scenario('health, versions and addresses are answered', LIVE, async ({ ana, asks }) => {
    await asks(ana, 'which versions of payments are there?', 'v1.3.0')
    await asks(ana, 'where does payments run in production?', 'payments.production.example')
    await asks(ana, 'check system health', /healthy/)
  }),
  scenario('running tasks can be asked for', LIVE, async ({ ana, asks, bot }) => {
    bot.gates.hold('deploy')
    await asks(ana, 'deploy billionmail v1.1.0 to staging', 'Deploy billionmail v1.1.0 to staging')
    await asks(ana, 'what tasks are running?', /TASK-\d/)
    bot.gates.letGo()
  }),
  scenario('the card of a long workflow shows where it stands, and its end has every step', SIXTY, async (stage) => {
    const { ana, ben, asks, hears, becomes, platform } = stage
    const card = await becomes(ana, await asks(ana, 'run the migrate workflow', 'Run migrate'), 'waiting for approval')
    assert.match(card.text, /… and \d+ steps done/)
    assert.match(card.text, /Step 45 moves/)
    assert.match(card.text, /… and \d+ steps to come/)
    assert.match(card.text, /TASK-1 · asked by ana/)
    assert.deepEqual(
      card.buttons.map(({ label }) => label),
      ['Approve', 'Reject'],
    )
    await platform.pressesAsked(ben, card, 'Reject', 'yes')
    const end = await hears(ana, card, 'Failed at: Step 45')
    assert.match(end.text, /Step 45 moves the ledgers to their new database: failed/)
    await ana.sees(({ files }) => files.some(({ name }) => name === 'steps.txt'))
  }),
]
