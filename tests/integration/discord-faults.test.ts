import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { UndeliverableError } from '../../src/ports/chat-platform.ts'
import { connected } from '../simulators/discord/connect.ts'

const recorded = JSON.parse(readFileSync(new URL('../fixtures/discord/channel-discord.json', import.meta.url), 'utf8'))
const line = (text: string) => ({ tone: 'neutral', blocks: [{ kind: 'text', text }] }) as const

async function withButton() {
  const parts = await connected()
  parts.discord.mention('ana', 'roll back')
  const { thread } = await parts.discord.until(() => parts.inbox.messages[0])
  const blocks = [{ kind: 'buttons', buttons: [{ id: 'btn-1', label: 'Confirm', style: 'primary' }] }] as const
  const ref = await parts.chat.post(
    { kind: 'thread', thread },
    { tone: 'neutral', blocks },
    { key: 'k', mayExist: false },
  )
  const [card] = parts.discord.said()
  if (card === undefined) throw new Error('no card was posted')
  return { ...parts, thread, card, ref }
}

test.each([
  ['a 500', { status: 500 }],
  ['a 502', { status: 502 }],
  ['a 429 that is soon over', { status: 429, headers: { 'retry-after': '1' } }],
  ['an answer that is lost', { status: 503, afterEffect: true }],
])('a refusal whose first answer meets %s is heard all the same', async (_, failure) => {
  const { discord, inbox, card } = await withButton()
  inbox.onPress = async () => ({ notice: 'Only ana may confirm this.' })
  discord.failNext('POST', /callback$/, failure)
  const press = discord.press('ben', card, 'Confirm')
  await discord.until(() => press.answered === 4)
  expect(press.answeredAfterMs).toBeLessThan(3_000)
  expect(discord.ephemerals()).toMatchObject([{ content: 'Only ana may confirm this.' }])
})

test('a notice that comes later, and meets a 500, is heard all the same', async () => {
  const { discord, inbox, card } = await withButton()
  const gate = Promise.withResolvers<{ notice: string }>()
  inbox.onPress = () => gate.promise
  discord.failNext('POST', /^\/webhooks/, { status: 500 })
  const press = discord.press('ben', card, 'Confirm')
  await discord.until(() => press.answered === 6)
  gate.resolve({ notice: 'Already confirmed by ana.' })
  await discord.until(() => discord.ephemerals().length === 1)
})

test('the echo of a command is corrected although the first try meets a 500', async () => {
  const { discord } = await connected()
  discord.failNext('PATCH', /^\/webhooks/, { status: 500 })
  const given = discord.command('ana', 'status', {})
  await discord.until(() => given.response?.edits === 1)
  expect(given.response?.content).toBe('ana: /status')
})

test('a command whose echo got through and whose answer was lost is recorded', async () => {
  const { discord, inbox } = await connected()
  discord.failNext('POST', /callback$/, { status: 503, afterEffect: true })
  const given = discord.command('ana', 'status', {})
  const message = await discord.until(() => inbox.messages[0])
  expect(message.thread).toBe(`discord:${discord.general}:${given.response?.id}`)
})

test('whoever presses on a card that somebody deletes is told that it counted', async () => {
  const { discord, chat, card, ref } = await withButton()
  const press = discord.press('ana', card, 'Confirm')
  await discord.until(() => press.answered === 6)
  discord.failNext('PATCH', /^\/channels\/\d+\/messages/, { status: 404, code: 10008 })
  await expect(chat.edit(ref, line('Confirmed.'))).rejects.toBeInstanceOf(UndeliverableError)
  await discord.until(() => discord.ephemerals().some(({ content }) => content.includes('The card was deleted')))
})

test('a direct message with only a file is answered', async () => {
  const { discord, inbox } = await connected()
  const direct = discord.direct('ana', 'status')
  await discord.until(() => inbox.messages.length === 1)
  const { mentions: _, ...message } = recorded.mention.data
  const file = { id: '1', filename: 'log.txt', size: 1, url: 'https://example.com/log.txt', proxy_url: '' }
  const payload = { ...message, guild_id: undefined, member: undefined, content: '', mentions: [], attachments: [file] }
  discord.dispatch('MESSAGE_CREATE', { ...payload, id: '1300000000000000005', channel_id: direct.channelId })
  const answer = await discord.until(() => discord.said().find(({ channelId }) => channelId === direct.channelId))
  expect(answer.content).toContain('I can only read text')
  expect(inbox.messages).toHaveLength(1)
})

test('two people who call themselves Ana can be told apart', async () => {
  const { discord, inbox } = await connected()
  const { member: _, ...message } = recorded.mention.data
  const self = { id: discord.botId }
  for (const [index, username] of ['ana.k', 'eve'].entries()) {
    const author = { ...message.author, id: `130000000000000000${index}`, username, global_name: 'Ana' }
    const place = { channel_id: discord.general, guild_id: discord.guild, mentions: [self] }
    discord.dispatch('MESSAGE_CREATE', { ...message, ...place, author, id: `140000000000000000${index}` })
  }
  await discord.until(() => inbox.messages.length === 2)
  expect(inbox.messages.map(({ name }) => name)).toEqual(['Ana (@ana.k)', 'Ana (@eve)'])
})

test('versions are offered, of the service that was named', async () => {
  const { discord, inbox } = await connected()
  const options = [
    { type: 3, name: 'service', value: 'billionmail' },
    { type: 3, name: 'ref', value: '1.0.0', focused: true },
  ]
  const typing = discord.typeInto('ana', 'deploy', options)
  await discord.until(() => typing.answered === 8)
  expect(typing.choices).toEqual(['v1.0.0'])
  expect(inbox.suggestions).toMatchObject([
    { slot: 'ref', typed: '1.0.0', service: 'billionmail', by: discord.userId('ana') },
  ])
})

test('where a compatible server names only the channel’s id, commands and presses are taken', async () => {
  const { discord, inbox, card } = await withButton()
  discord.leaveOutChannels()
  const press = discord.press('ana', card, 'Confirm')
  await discord.until(() => press.answered === 6)
  discord.command('ana', 'status', {})
  await discord.until(() => inbox.messages.length === 2)
  expect(inbox.presses).toHaveLength(1)
})

test('a direct message of a compatible server, which says guild_id null, is one', async () => {
  const { discord, inbox } = await connected()
  const { id, channelId } = discord.direct('ana', 'status')
  await discord.until(() => inbox.messages.length === 1)
  const message = { ...recorded.mention.data, member: undefined, mentions: [], content: 'help' }
  discord.dispatch('MESSAGE_CREATE', { ...message, id: `${id}1`, channel_id: channelId, guild_id: null })
  await discord.until(() => inbox.messages.length === 2)
  expect(inbox.messages[1]).toMatchObject({ addressed: 'direct', thread: `discord:${channelId}` })
})

test('a channel that a server calls not found in its own way is given up', async () => {
  const { discord, chat } = await connected()
  discord.failNext('POST', /^\/channels/, { status: 404 }, 10)
  const thread = { kind: 'thread', thread: `discord:${discord.general}:1300000000000000009` } as const
  await expect(chat.post(thread, line('done'), { key: 'k', mayExist: false })).rejects.toBeInstanceOf(
    UndeliverableError,
  )
})

test('one 401 that passes does not silence the bot', async () => {
  const { discord, chat } = await connected()
  const to = { kind: 'direct', user: discord.userId('ana') } as const
  discord.failNext('POST', /messages$/, { status: 401, code: 0 })
  await expect(chat.post(to, line('x'), { key: 'k', mayExist: false })).rejects.toMatchObject({ status: 401 })
  await chat.post(to, line('x'), { key: 'k', mayExist: true })
  expect(discord.directMessages('ana')).toHaveLength(1)
})

test('an interaction of a kind that is not known yet is left alone, and the next words are heard', async () => {
  const { discord, inbox, logged } = await connected()
  discord.dispatch('INTERACTION_CREATE', { id: '1', application_id: '2', type: 99, token: 't', version: 1 })
  discord.mention('ana', 'status')
  await discord.until(() => inbox.messages.length === 1)
  expect(logged.filter((line) => line.includes('could not be handled'))).toEqual([])
})
