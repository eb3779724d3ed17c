import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { UnavailableError } from '../../src/ports/chat-platform.ts'
import { textsIn } from '../../src/texts/texts-in.ts'
import { connected } from '../simulators/discord/connect.ts'
import { SPEECH } from '../support/chat-speech.ts'

const recorded = JSON.parse(readFileSync(new URL('../fixtures/discord/channel-discord.json', import.meta.url), 'utf8'))

const SPEAKERS = [
  ['German', 'de', 'de'],
  ['Spanish', 'es-ES', 'es'],
  ['Latin American Spanish', 'es-419', 'es'],
  ['a language that Shipmate does not speak, so English,', 'fr', 'en'],
] as const

const unavailable = async () => {
  throw new UnavailableError('no database')
}

describe.each(SPEAKERS)('whoever has Discord in %s', (_, locale, language) => {
  const { notices } = textsIn(language).platforms

  /** Ana, and a card of the bot with one button. */
  async function place() {
    const parts = await connected()
    const { discord, inbox, chat } = parts
    discord.person('ana').speaks(locale)
    discord.mention('ana', 'roll back')
    const { thread } = await discord.until(() => inbox.messages[0])
    const blocks = [{ kind: 'buttons', buttons: [{ id: 'btn-1', label: 'Confirm', style: 'primary' }] }] as const
    const to = { kind: 'thread', thread } as const
    const ref = await chat.post(to, { tone: 'neutral', blocks }, { key: 'k', mayExist: false })
    const [card] = discord.said()
    if (card === undefined) throw new Error('no card was posted')
    const told = async () => {
      const [answer] = await discord.until(() => discord.ephemerals().length > 0 && discord.ephemerals())
      return answer?.content.replaceAll('\\', '')
    }
    return { ...parts, card, ref, told }
  }

  test('reads what keeps a command from being taken', async () => {
    const gone = await place()
    gone.discord.command('ana', 'selfdestruct', {})
    expect(await gone.told()).toBe(notices.commandGone)

    const silent = await place()
    silent.discord.command('ana', 'status', {}, { permissions: 0n })
    expect(await silent.told()).toBe(notices.mayNotWrite)

    const linkless = await place()
    const ana = linkless.discord.person('ana')
    await linkless.discord.until(() => linkless.discord.calls('PUT', /commands$/)[0])
    await ana.usesOn(await ana.says('no link here'), 'Deploy this pull request')
    expect(await linkless.told()).toBe(notices.noPullRequest)
  })

  test('reads that a command is being recorded, and why it was not', async () => {
    const { discord, inbox } = await place()
    const gate = Promise.withResolvers<void>()
    inbox.onMessage = async () => {
      await gate.promise
      await unavailable()
    }
    const given = discord.command('ana', 'status', {})
    const first = await discord.until(() => given.response?.content)
    expect(first).toContain(notices.recording)
    gate.resolve()
    await discord.until(() => given.response?.edits === 1)
    expect(given.response?.content).toContain(notices.notRecorded.unavailable)
  })

  test('reads why a press was not recorded', async () => {
    const { discord, inbox, card, told } = await place()
    inbox.onPress = unavailable
    discord.press('ana', card, 'Confirm')
    expect(await told()).toBe(notices.notRecorded.unavailable)
  })

  test('reads of a press that counted on a card that is gone', async () => {
    const { discord, chat, card, ref, told } = await place()
    const press = discord.press('ana', card, 'Confirm')
    await discord.until(() => press.answered === 6)
    discord.failNext('PATCH', /^\/channels\/\d+\/messages/, { status: 404, code: 10008 })
    await expect(chat.edit(ref, { tone: 'neutral', blocks: [] })).rejects.toThrow()
    expect(await told()).toBe(notices.cardDeleted)
  })

  test('reads why a form was not recorded', async () => {
    const { discord, inbox, card, told } = await place()
    const field = { label: 'Why?', required: true }
    inbox.onPress = async (_press, showForm) => {
      await showForm?.({ id: 'f', title: 'Why', note: 'Say why.', field, send: 'Send', close: 'Close' })
      return {}
    }
    inbox.onForm = unavailable
    const press = discord.press('ana', card, 'Confirm')
    await discord.until(() => press.answered === 9)
    discord.send('ana', press, card, 'because')
    expect(await told()).toBe(notices.notRecorded.unavailable)
  })

  test('reads why a message could not be read, once anything has shown how their Discord is set', async () => {
    const { discord, inbox, card } = await place()
    const press = discord.press('ana', card, 'Confirm')
    await discord.until(() => press.answered === 6)
    const author = { ...recorded.mention.data.author, id: discord.userId('ana').replace('discord:', '') }
    const message = { ...recorded.mention.data, author, mentions: [], content: '' }
    const channel = { channel_id: discord.general, guild_id: discord.guild }
    const role = { id: '1300000000000000005', mention_roles: [discord.botRole] }
    discord.dispatch('MESSAGE_CREATE', { ...message, ...channel, ...role })
    await discord.until(() => discord.said().some(({ content }) => content === notices.roleMentioned))

    const direct = discord.direct('ana', 'status')
    await discord.until(() => inbox.messages.length === 2)
    const file = { id: '1', filename: 'log.txt', size: 1, url: 'https://example.com/log.txt', proxy_url: '' }
    const { member: _member, ...alone } = message
    const inPrivate = { id: '1300000000000000006', channel_id: direct.channelId, guild_id: undefined }
    discord.dispatch('MESSAGE_CREATE', { ...alone, ...inPrivate, attachments: [file] })
    await discord.until(() => discord.said().some(({ content }) => content === notices.noWords))
  })

  test('reads why a message was not recorded, once anything has shown how their Discord is set', async () => {
    const { discord, inbox, card } = await place()
    const press = discord.press('ana', card, 'Confirm')
    await discord.until(() => press.answered === 6)
    inbox.onMessage = unavailable
    discord.mention('ana', 'billing')
    await discord.until(() => discord.said().some(({ content }) => content === notices.notRecorded.unavailable))
  })
})

test.each([
  ['bitte den Service neu starten', 'de'],
  ['por favor reinicia el servicio', 'es'],
  ['please restart the service', 'en'],
] as const)(
  'a message, which has no locale, is answered in the language of its words: “%s”',
  async (text, language) => {
    const { discord, inbox } = await connected()
    inbox.onMessage = unavailable
    discord.mention('ana', text)
    const { notRecorded } = textsIn(language).platforms.notices
    await discord.until(() => discord.said().some(({ content }) => content === notRecorded.unavailable))
  },
)

test('who shows no language is told things in the one that is configured', async () => {
  const { discord } = await connected(undefined, { speech: { ...SPEECH, usual: 'es' } })
  discord.person('ana').speaks('fr')
  discord.command('ana', 'selfdestruct', {})
  const [answer] = await discord.until(() => discord.ephemerals().length > 0 && discord.ephemerals())
  expect(answer?.content).toBe(textsIn('es').platforms.notices.commandGone)
})

test('every command and option is described in German and Spanish, and keeps its one name', async () => {
  const { discord } = await connected()
  const { body } = await discord.until(() => discord.calls('PUT', /commands$/)[0])
  const described = (one: { description?: string; options?: readonly object[] }): readonly object[] => [
    ...(one.description === undefined ? [] : [one]),
    ...(one.options ?? []).flatMap(described),
  ]
  const all = (body as readonly object[]).flatMap(described)
  expect(all.length).toBeGreaterThan(20)
  for (const one of all) {
    expect(one).not.toHaveProperty('name_localizations')
    expect(one).toHaveProperty('description_localizations', {
      de: expect.any(String),
      'es-ES': expect.any(String),
      'es-419': expect.any(String),
    })
  }
  const deploy = body.find(({ name }: { name: string }) => name === 'deploy')
  expect(deploy.description_localizations.de).toBe('Eine Version eines Service deployen')
  expect(deploy.description_localizations['es-419']).toBe('Desplegar una versión de un servicio')
})
