import assert from 'node:assert/strict'
import type { SeenMessage } from '../../simulators/seen.ts'
import { scenario } from '../scenario.ts'
import type { Stage } from '../stage/stage.ts'
import { PAYMENTS_NEED_TWO } from '../stage/team.ts'

const LIVE = { payments: { production: ['v1.0.0'] } }
const NEEDS_TWO = { config: PAYMENTS_NEED_TWO, live: LIVE }
const ASKED = 'payments v1.1.0 to production'
const DONE = 'payments v1.1.0 is live on production'

/** Ana asks for the deployment and submits it: the card on which others decide. */
async function submitted({ ana, proposes, hears }: Stage, asked = ASKED): Promise<SeenMessage> {
  const card = await proposes(ana, asked)
  await ana.presses(card, 'Submit for approval')
  return hears(ana, card, 'CHG-1:')
}

const PURGE = {
  workflows: {
    purge: {
      confirm: false,
      steps: [
        { id: 'agree', approval: { role: 'approver' } },
        { id: 'purge', uses: 'command', needs: 'agree', with: { run: ['purge'] } },
      ],
    },
  },
}

export const approvals = [
  scenario(
    'a second person approves with one click, where it was asked',
    { ...NEEDS_TWO, demand: [13, 16] },
    async (stage) => {
      const card = await submitted(stage)
      assert.match(card.text, /v1\.0\.0 → v1\.1\.0/)
      assert.match(card.text, /Release v1\.1\.0/)
      await stage.ben.presses(card, 'Approve')
      await stage.becomes(stage.ana, card, 'Approved by ben')
      await stage.hears(stage.ana, card, DONE)
      await stage.deployed(1)
    },
  ),
  scenario('an approver is written to, and approves from there', NEEDS_TWO, async (stage) => {
    const card = await submitted(stage)
    const direct = await stage.hearsDirectly(stage.ben, 'CHG-1:')
    await stage.ben.presses(direct, 'Approve')
    await stage.becomes(stage.ana, card, 'Approved by ben')
    await stage.hears(stage.ana, card, DONE)
  }),
  scenario('nobody approves their own change', { ...NEEDS_TWO, demand: 15 }, async (stage) => {
    const card = await submitted(stage)
    await stage.ana.presses(card, 'Approve')
    await stage.isTold(stage.ana, 'Nobody approves or rejects their own change.')
    await stage.deployed(0)
  }),
  scenario('whoever may not approve is told why, alone', { ...NEEDS_TWO, demand: 10 }, async (stage) => {
    const card = await submitted(stage)
    await stage.vic.presses(card, 'Approve')
    await stage.isTold(stage.vic, 'You may not decide on CHG-1.')
    await stage.deployed(0)
  }),
  scenario('who can approve stands on the card', { ...NEEDS_TWO, demand: 15 }, async (stage) => {
    assert.match((await submitted(stage)).text, /Can approve: .*ben/)
  }),
  scenario(
    'a gate that nobody can satisfy says so',
    {
      demand: 15,
      config: { approvals: [{ name: 'two approvers', environments: ['production'], roles: ['approver'], count: 2 }] },
      live: LIVE,
    },
    async (stage) => {
      assert.match((await submitted(stage)).text, /Too few people can approve this: only ben/)
      await stage.deployed(0)
    },
  ),
  scenario(
    'an approval is recorded before the card says so, and started once',
    { ...NEEDS_TWO, demand: [11, 12] },
    async (stage) => {
      const card = await submitted(stage)
      await Promise.all([stage.ben.presses(card, 'Approve'), stage.ben.presses(card, 'Approve')])
      await stage.becomes(stage.ana, card, 'Approved by ben')
      await stage.hears(stage.ana, card, DONE)
      await stage.deployed(1)
    },
  ),
  scenario('a late approval is told what became of the change', { ...NEEDS_TWO, demand: 10 }, async (stage) => {
    const card = await submitted(stage)
    const direct = await stage.hearsDirectly(stage.ben, 'CHG-1:')
    await stage.chooses(stage.ana, card, 'Withdraw')
    await stage.becomes(stage.ana, card, 'Withdrawn by ana')
    await stage.ben.presses(direct, 'Approve').catch(() => undefined)
    await stage.deployed(0)
  }),
  scenario(
    'an approval in words counts when it is said word for word',
    { ...NEEDS_TWO, demand: 'injection' },
    async (stage) => {
      const card = await submitted(stage)
      const place = stage.platform.threadOf(card)
      await stage.asks(stage.ben, 'should I approve CHG-1?', /./, place)
      await stage.asks(stage.ben, 'I do not approve CHG-1', /./, place)
      await stage.deployed(0)
      await stage.ben.mentions('approve CHG-1', place)
      await stage.hears(stage.ana, card, DONE)
      await stage.deployed(1)
    },
  ),
  scenario('a yes is no approval', { ...NEEDS_TWO, demand: 15 }, async (stage) => {
    const card = await submitted(stage)
    await stage.asks(stage.ben, 'yes', 'Nothing is waiting for your answer', stage.platform.threadOf(card))
    await stage.deployed(0)
  }),
  scenario('a change is rejected with a reason that is typed into a form', NEEDS_TWO, async (stage) => {
    const card = await submitted(stage)
    assert.equal((await stage.chooses(stage.ben, card, 'Reject')).kind, 'modal')
    const form = await stage.ben.seesModal()
    const field = form.fields[0]?.id ?? ''
    await stage.ben.submits(form, { [field]: 'the release notes are missing' })
    await stage.becomes(stage.ana, card, /Rejected by ben.*the release notes are missing/s)
    await stage.deployed(0)
  }),
  scenario('an approval with a condition waits for its tick', NEEDS_TWO, async (stage) => {
    const card = await submitted(stage)
    assert.equal((await stage.chooses(stage.ben, card, 'Approve with conditions')).kind, 'modal')
    const form = await stage.ben.seesModal()
    await stage.ben.submits(form, { [form.fields[0]?.id ?? '']: 'Ana watches the dashboard' })
    await stage.becomes(stage.ana, card, '☐ Ana watches the dashboard')
    await stage.deployed(0)
  }),
  scenario('a form that is closed changes nothing', NEEDS_TWO, async (stage) => {
    const card = await submitted(stage)
    await stage.chooses(stage.ben, card, 'Reject')
    await stage.ben.closes(await stage.ben.seesModal())
    await stage.settled()
    await stage.ben.presses(card, 'Approve')
    await stage.hears(stage.ana, card, DONE)
  }),
  scenario('what is wrong in a form is said, and nothing is recorded', NEEDS_TWO, async (stage) => {
    const card = await submitted(stage)
    await stage.chooses(stage.ben, card, 'Approve with conditions')
    const form = await stage.ben.seesModal()
    await stage.ben.submits(form, { [form.fields[0]?.id ?? '']: '..' })
    await stage.deployed(0)
    assert.doesNotMatch(stage.ana.again(card)?.text ?? '', /☐/)
  }),
  scenario('only its person withdraws a change', NEEDS_TWO, async (stage) => {
    const card = await submitted(stage)
    await stage.chooses(stage.ben, card, 'Withdraw')
    await stage.isTold(stage.ben, 'Only ana, who asked, can do that.')
    await stage.chooses(stage.ana, card, 'Withdraw')
    await stage.becomes(stage.ana, card, 'Withdrawn by ana')
    await stage.deployed(0)
  }),
  scenario(
    'a push after the submission asks for approval of the new commit',
    {
      ...NEEDS_TWO,
      demand: 18,
      repositories: { payments: { branches: { main: 'v1.1.0' } } },
    },
    async (stage) => {
      const { ana, ben, asks, hears, becomes, bot, deployed } = stage
      const question = await asks(ana, 'deploy payments main to production', 'Deploy payments v1.1.0 to production?')
      await ana.presses(question, 'Submit for approval')
      const card = await hears(ana, question, 'CHG-1:')
      bot.delivery.move('payments', 'main', 'One more line')
      await ben.presses(card, 'Approve')
      await becomes(ana, card, 'main has moved from')
      await hears(ana, card, 'One more line')
      await deployed(0)
    },
  ),
  scenario(
    'what was approved is what runs, whatever is pushed meanwhile',
    {
      ...NEEDS_TWO,
      demand: 18,
      repositories: { payments: { branches: { main: 'v1.1.0' } } },
    },
    async (stage) => {
      const { ana, ben, asks, hears, bot } = stage
      const question = await asks(ana, 'deploy payments main to production', 'Deploy payments v1.1.0 to production?')
      await ana.presses(question, 'Submit for approval')
      const card = await hears(ana, question, 'CHG-1:')
      bot.gates.hold('build')
      await ben.presses(card, 'Approve')
      await stage.becomes(ana, card, 'Approved by ben')
      bot.delivery.move('payments', 'main', 'Something nobody has seen')
      bot.gates.letGo()
      await hears(ana, card, DONE)
      assert.equal(bot.delivery.serving('payments', 'production')?.version, 'v1.1.0')
    },
  ),
  scenario('an approver is reminded once, and a change expires', NEEDS_TWO, async (stage) => {
    const card = await submitted(stage)
    stage.bot.clock.pass(13 * 60 * 60_000)
    await stage.hearsDirectly(stage.ben, 'CHG-1 still needs your approval')
    stage.bot.clock.pass(12 * 60 * 60_000)
    assert.deepEqual((await stage.becomes(stage.ana, card, 'Expired without the approvals')).buttons, [])
    await stage.deployed(0)
  }),
  scenario('open approvals can be asked for', { ...NEEDS_TWO, demand: 13 }, async (stage) => {
    await submitted(stage)
    await stage.asks(stage.ben, 'show me pending approvals', 'CHG-1')
  }),
  scenario('in an emergency an owner breaks the glass, with a reason', NEEDS_TWO, async (stage) => {
    const { olga, asks, platform, hears, deployed } = stage
    const card = await submitted(stage)
    const place = platform.threadOf(card)
    const sure = await asks(
      olga,
      'break glass on CHG-1 because production is down',
      'Start CHG-1 without the approvals',
      place,
    )
    await olga.presses(sure, 'Break the glass')
    await hears(olga, card, DONE)
    await deployed(1)
  }),
  scenario('a button that asks first does nothing until it is answered', PURGE, async (stage) => {
    const { ana, ben, asks, platform, bot, settled } = stage
    const card = await asks(ana, 'run the purge workflow', 'agree: waiting for approval')
    const asked = await platform.pressesAsked(ben, card, 'Reject', 'no')
    assert.match(asked, /Reject agree\?\W+TASK-1 ends here, and nobody can approve it afterwards\./)
    await settled()
    assert.equal(await bot.count('run.approval.refused'), 0)
    await platform.pressesAsked(ben, ben.again(card) ?? card, 'Reject', 'yes')
    await stage.hears(ana, card, 'It was rejected.')
    assert.equal(await bot.count('run.approval.refused'), 1)
  }),
  scenario('whoever may not reject may not after they were asked either', PURGE, async (stage) => {
    const { ana, dan, asks, platform, bot, settled } = stage
    const card = await asks(ana, 'run the purge workflow', 'agree: waiting for approval')
    await platform.pressesAsked(dan, card, 'Reject', 'yes')
    await stage.isTold(dan, 'Only people with the role approver can answer this.')
    await settled()
    assert.equal(await bot.count('run.approval.refused'), 0)
  }),
  scenario('a yes to what a button asked comes too late where it was decided meanwhile', PURGE, async (stage) => {
    const { ana, ben, asks, platform, bot, isTold, settled } = stage
    const card = await asks(ana, 'run the purge workflow', 'agree: waiting for approval')
    await platform.pressesAsked(ben, card, 'Reject', 'yes', async () => {
      await ben.mentions('approve TASK-1', platform.threadOf(card))
      await stage.hears(ana, card, 'purge is done')
    })
    await isTold(ben, 'That was decided already; nothing changed.')
    await settled()
    assert.equal(await bot.count('run.approval.refused'), 0)
  }),
  scenario('what a button asked before a restart is answered after it', PURGE, async (stage) => {
    const { ana, ben, asks, platform, bot } = stage
    const card = await asks(ana, 'run the purge workflow', 'agree: waiting for approval')
    await platform.pressesAsked(ben, card, 'Reject', 'yes', () => bot.restart())
    await stage.hears(ana, card, 'It was rejected.')
    assert.equal(await bot.count('run.approval.refused'), 1)
  }),
]
