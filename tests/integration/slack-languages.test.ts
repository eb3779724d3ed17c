import { describe, expect, test } from 'vitest'
import { messageOf } from '../../adapters/chat/slack/addresses.ts'
import type { SlackConfig } from '../../adapters/chat/slack/connect-slack.ts'
import { UnavailableError } from '../../src/ports/chat-platform.ts'
import { textsIn } from '../../src/texts/texts-in.ts'
import { QUESTION } from '../simulators/slack/cards.ts'
import { connected } from '../simulators/slack/connected.ts'
import { deployForm, globalShortcut, messageShortcut } from '../simulators/slack/surfaces.ts'
import { SPEECH } from '../support/chat-speech.ts'

const SPEAKERS = [
  ['German', 'de-DE', 'de'],
  ['Spanish', 'es-ES', 'es'],
  ['Latin American Spanish', 'es-LA', 'es'],
  ['a language that Shipmate does not speak, so English,', 'fr-FR', 'en'],
] as const

const away = () => Promise.reject(new UnavailableError('no database'))
const CHOICES = { service: 'billing', environment: 'staging' }

describe.each(SPEAKERS)('whoever has Slack in %s', (_, locale, language) => {
  const { notices, deployForm: form } = textsIn(language).platforms

  /** @param isKnown Whether she was asked about before. */
  async function workspace(config: Partial<SlackConfig> = {}, isKnown = true) {
    const parts = await connected('http', { config, server: { redeliverAfterMs: 3_000 } })
    const { slack, inbox, chat } = parts
    slack.describe('UANA', { locale })
    inbox.known = { service: ['billing'], environment: ['staging'] }
    if (isKnown) await chat.locales?.localeOf('slack:UANA')
    const told = async () => (await slack.ephemeral(() => true)).text
    const toldDirectly = async () => (await slack.message(({ channel }) => channel === 'DANA')).text
    return {
      ...parts,
      told,
      toldDirectly,
      async card() {
        const to = { kind: 'thread', thread: 'slack:C0GENERAL:1700000000.000001' } as const
        return chat.post(to, QUESTION, { key: 'question', mayExist: false })
      },
    }
  }

  test('reads why a message was not recorded, and that it is now', async () => {
    const { slack, inbox, told } = await workspace()
    inbox.before = async () => {
      if (inbox.handed <= 2) await away()
    }
    await slack.mention('UANA', 'billing')
    expect(await told()).toBe(notices.notRecorded.unavailable)
    await slack.ephemeral(({ text }) => text === notices.recordedNow)
  })

  test('reads that recording takes long', async () => {
    const { slack, inbox } = await workspace({ acknowledgeWithinMs: 50 })
    const release = Promise.withResolvers<void>()
    inbox.before = () => release.promise
    const said = slack.mention('UANA', 'billing')
    await slack.ephemeral(({ text }) => text === notices.notRecorded.slow_inbox)
    release.resolve()
    await said
    expect((await slack.command('UANA', 'status')).acknowledged).toBe(true)
  })

  test('reads in the answer to a command why it was not taken', async () => {
    const { slack, inbox } = await workspace()
    slack.removeBotFrom('C0SECRET')
    expect((await slack.command('UANA', 'status', 'C0SECRET')).answer).toMatchObject({ text: notices.notInChannel })
    inbox.before = away
    expect((await slack.command('UANA', 'status')).answer).toMatchObject({ text: notices.notRecorded.unavailable })
  })

  test('reads of a press that was not recorded, though nothing was known of them before', async () => {
    const { slack, inbox, card, told } = await workspace({}, false)
    const { ts } = messageOf(await card())
    inbox.before = away
    await slack.press('UANA', ts, 'Confirm')
    expect(await told()).toBe(notices.notRecorded.unavailable)
  })

  test('reads that a press takes long', async () => {
    const { slack, inbox, card, told } = await workspace({ acknowledgeWithinMs: 20 })
    const { ts } = messageOf(await card())
    const release = Promise.withResolvers<void>()
    inbox.before = () => release.promise
    await slack.press('UANA', ts, 'Confirm')
    expect(await told()).toBe(notices.slow)
    release.resolve()
  })

  test('reads of a press that counted on a card that is gone', async () => {
    const { slack, chat, card, told } = await workspace()
    const ref = await card()
    await slack.press('UANA', messageOf(ref).ts, 'Confirm')
    slack.failNext('chat.update', 'message_not_found')
    await expect(chat.edit(ref, { tone: 'neutral', blocks: [] })).rejects.toThrow()
    expect(await told()).toBe(notices.cardDeleted)
  })

  test('reads what a shortcut cannot do', async () => {
    const linkless = await workspace()
    await linkless.slack.deliver('interactive', messageShortcut('UANA', { text: 'no link' }))
    expect(await linkless.told()).toBe(notices.noPullRequest)

    const unknown = await workspace()
    const shortcut = messageShortcut('UANA', { text: 'hello' })
    await unknown.slack.deliver('interactive', { ...shortcut, callback_id: 'of_another_version' })
    expect(await unknown.told()).toBe(notices.unknownShortcut)

    const mayNothing = await workspace()
    mayNothing.inbox.known = {}
    await mayNothing.slack.deliver('interactive', globalShortcut('UANA', mayNothing.slack.trigger('t-1', 'UANA')))
    expect(await mayNothing.toldDirectly()).toBe(notices.nothingToDeploy)

    const unopened = await workspace()
    unopened.slack.failNext('views.open', 'internal_error')
    await unopened.slack.deliver('interactive', globalShortcut('UANA', unopened.slack.trigger('t-1', 'UANA')))
    expect(await unopened.toldDirectly()).toBe(notices.formNotOpened)
  })

  test('reads the form of “Deploy…”, and what is wrong with it', async () => {
    const { slack } = await workspace()
    await slack.deliver('interactive', globalShortcut('UANA', slack.trigger('t-1', 'UANA')))
    expect(JSON.stringify(slack.views()[0]?.sent)).toContain(form.whereHint)
    slack.removeBotFrom('C0GENERAL')
    const sent = deployForm('UANA', { ...CHOICES, where: 'C0GENERAL' })
    expect((await slack.deliver('interactive', sent)).answer).toMatchObject({
      errors: { where: notices.notInChannel },
    })
  })

  test('reads what Slack adds to a card in the language of the card', async () => {
    const { slack, chat } = await workspace()
    slack.failNext('chat.postMessage', 'invalid_blocks')
    const card = { ...QUESTION, ...(language !== 'en' && { language }) }
    await chat.post({ kind: 'thread', thread: 'slack:C0GENERAL' }, card, { key: 'k', mayExist: false })
    const { buttonsNotShown, yesOrNo } = textsIn(language).platforms.cards
    expect(slack.messages().at(-1)?.text).toContain(buttonsNotShown({ answers: yesOrNo }))
  })
})

test('a message is answered in the language of its words, whatever Slack is set to', async () => {
  const { slack, inbox } = await connected('http', { server: { redeliverAfterMs: 3_000 } })
  slack.describe('UANA', { locale: 'es-ES' })
  inbox.before = away
  void slack.mention('UANA', 'bitte den Service neu starten')
  expect((await slack.ephemeral(() => true)).text).toBe(textsIn('de').platforms.notices.notRecorded.unavailable)
})

test('where Slack does not say how somebody has set it, they are answered at once, in the configured language', async () => {
  const { slack } = await connected('http', { config: { speech: { ...SPEECH, usual: 'de' } } })
  slack.failNext('users.info', 'missing_scope')
  slack.removeBotFrom('C0SECRET')
  const { answer } = await slack.command('UANA', 'status', 'C0SECRET')
  expect(answer).toMatchObject({ text: textsIn('de').platforms.notices.notInChannel })
})

test('many commands of one person ask Slack once how they have set it', async () => {
  const { slack, inbox } = await connected('http')
  for (const text of ['status', 'help', 'tasks']) await slack.command('UANA', text)
  expect(inbox.messages).toHaveLength(3)
  expect(slack.calls('users.info')).toHaveLength(1)
})
