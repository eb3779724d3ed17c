import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { messageIdOf } from '../../src/domain/message-id.ts'
import { UnavailableError } from '../../src/ports/chat-platform.ts'
import { connected } from '../simulators/discord/connect.ts'

const recorded = JSON.parse(readFileSync(new URL('../fixtures/discord/channel-discord.json', import.meta.url), 'utf8'))

test('a mention in a channel belongs to the thread that can be started from it', async () => {
  const { discord, inbox } = await connected()
  discord.giveRoles('ana', '1300000000000000001')
  const said = discord.mention('ana', 'deploy billionmail to staging')
  await discord.until(() => inbox.messages.length === 1)
  expect(inbox.messages).toEqual([
    {
      keys: [`discord:${said.id}`],
      id: messageIdOf(`discord:${said.id}`),
      thread: `discord:${discord.general}:${said.id}`,
      by: discord.userId('ana'),
      name: 'ana',
      groups: ['discord:role:1300000000000000001'],
      addressed: 'mention',
      text: 'deploy billionmail to staging',
    },
  ])
})

test('the bot asks for no privileged intent', async () => {
  const { discord } = await connected()
  expect(discord.intents()).toBe(1 | 512 | 4096)
})

test('what is said in the thread belongs to the same conversation as the mention that began it', async () => {
  const { discord, inbox, chat } = await connected()
  const said = discord.mention('ana', 'status')
  const first = await discord.until(() => inbox.messages[0])
  await chat.post(
    { kind: 'thread', thread: first.thread },
    { tone: 'neutral', blocks: [{ kind: 'text', text: 'Here' }] },
    { key: 'a', mayExist: false },
  )
  discord.mention('ana', 'and production?', { channel: said.id })
  const second = await discord.until(() => inbox.messages[1])
  expect(second.thread).toBe(first.thread)
})

test('a thread the gateway never told of is asked about', async () => {
  const { discord, inbox } = await connected()
  const begun = discord.mention('ana', 'status')
  discord.startThread(begun)
  discord.mention('ana', 'and production?', { channel: begun.id })
  await discord.until(() => inbox.messages.length === 2)
  expect(inbox.messages[1]?.thread).toBe(`discord:${discord.general}:${begun.id}`)
  expect(discord.calls('GET', /^\/channels\/\d+$/)).toHaveLength(1)
})

test('a direct message is taken with its channel as the conversation', async () => {
  const { discord, inbox } = await connected()
  const said = discord.direct('ana', 'status of billionmail')
  const message = await discord.until(() => inbox.messages[0])
  expect(message).toEqual({
    keys: [`discord:${said.id}`],
    id: messageIdOf(`discord:${said.id}`),
    thread: `discord:${said.channelId}`,
    by: discord.userId('ana'),
    name: 'ana',
    addressed: 'direct',
    text: 'status of billionmail',
  })
})

test('bots, the bot itself, system messages and talk among people are not taken', async () => {
  const { discord, inbox } = await connected()
  const base = { ...recorded.mention.data, channel_id: discord.general, mentions: [{ id: discord.botId }] }
  discord.dispatch('MESSAGE_CREATE', { ...base, author: { ...base.author, bot: true } })
  discord.dispatch('MESSAGE_CREATE', { ...base, webhook_id: '1300000000000000002' })
  discord.dispatch('MESSAGE_CREATE', { ...base, type: 7 })
  discord.dispatch('MESSAGE_CREATE', { ...base, mentions: [], content: 'lunch?' })
  discord.dispatch('MESSAGE_UPDATE', { ...base, edited_timestamp: '2026-02-17T00:48:03.193000+00:00' })
  discord.mention('ana', 'this one')
  await discord.until(() => inbox.messages.length === 1)
  expect(inbox.messages[0]?.text).toContain('this one')
})

test('in a thread, text that a compatible server sends unasked is overheard', async () => {
  const { discord, inbox, chat } = await connected()
  const said = discord.mention('ana', 'deploy')
  const { thread } = await discord.until(() => inbox.messages[0])
  await chat.post(
    { kind: 'thread', thread },
    { tone: 'neutral', blocks: [{ kind: 'text', text: 'Which?' }] },
    { key: 'q', mayExist: false },
  )
  discord.dispatch('MESSAGE_CREATE', {
    ...recorded.mention.data,
    channel_id: said.id,
    guild_id: discord.guild,
    mentions: [],
    content: 'staging',
  })
  const overheard = await discord.until(() => inbox.messages[1])
  expect(overheard).toMatchObject({ addressed: 'overheard', text: 'staging', thread })
})

test('words in a thread that Discord withholds are still known to have been said', async () => {
  const { discord, inbox, chat } = await connected()
  const said = discord.mention('ana', 'deploy')
  const { thread } = await discord.until(() => inbox.messages[0])
  const card = { tone: 'neutral', blocks: [{ kind: 'text', text: 'Which?' }] } as const
  await chat.post({ kind: 'thread', thread }, card, { key: 'q', mayExist: false })
  const message = { ...recorded.mention.data, channel_id: said.id, guild_id: discord.guild }
  discord.dispatch('MESSAGE_CREATE', { ...message, mentions: [], content: '' })
  expect(await discord.until(() => inbox.messages[1])).toMatchObject({ addressed: 'overheard', text: '', thread })
})

test('who mentions the role of the bot instead of the bot is told so', async () => {
  const { discord, inbox } = await connected()
  const { id: _, ...message } = recorded.mention.data
  const place = { channel_id: discord.general, guild_id: discord.guild, id: '1300000000000000005' }
  discord.dispatch('MESSAGE_CREATE', {
    ...message,
    ...place,
    mentions: [],
    mention_roles: [discord.botRole],
    content: '',
  })
  const [answer] = await discord.until(() => discord.said().length > 0 && discord.said())
  expect(answer?.content).toContain('You mentioned my role')
  expect(inbox.messages).toEqual([])
})

test('the recorded mention of a real server is read', async () => {
  const { discord, inbox } = await connected()
  const self = { ...recorded.mention.data.mentions[0], id: discord.botId }
  discord.dispatch('MESSAGE_CREATE', { ...recorded.mention.data, channel_id: discord.general, mentions: [self] })
  const message = await discord.until(() => inbox.messages[0])
  expect(message).toMatchObject({
    keys: ['discord:1473118766652199044'],
    by: 'discord:1033044521375764530',
    groups: [],
    addressed: 'mention',
    text: '<@1457469483726668048> Test',
  })
})

test('the recorded press of a real server is read', async () => {
  const { discord, inbox } = await connected()
  discord.dispatch('INTERACTION_CREATE', recorded.channel_post_action)
  const press = await discord.until(() => inbox.presses[0])
  expect(press).toEqual({
    keys: ['discord:interaction:1473118791343800450'],
    thread: 'discord:1459213904352645277:1473118766652199044',
    by: 'discord:1033044521375764530',
    groups: [],
    button: 'channel-post',
    mayAsk: true,
  })
})

test('a message that could not be recorded is answered with that fact, in the channel it was said in', async () => {
  const { discord, inbox } = await connected()
  inbox.onMessage = async () => {
    throw new UnavailableError('the database is down')
  }
  const said = discord.mention('ana', 'deploy billionmail to production')
  const [answer] = await discord.until(() => discord.said().length > 0 && discord.said())
  expect(answer).toMatchObject({ channelId: discord.general, replyTo: said.id })
  expect(answer?.content).toContain('My database does not answer')
})

test('what is said while the line is cut arrives once the connection has been resumed', async () => {
  const { discord, inbox, chat } = await connected()
  discord.mention('ana', 'before')
  await discord.until(() => inbox.messages.length === 1)
  discord.cutLine()
  discord.mention('ana', 'meanwhile')
  await discord.until(() => inbox.messages.length === 2)
  expect(discord.resumes()).toBe(1)
  expect(inbox.messages[1]?.text).toContain('meanwhile')
  await discord.until(() => chat.state().connected)
})

test('a message delivered twice carries the same key both times', async () => {
  const { discord, inbox } = await connected()
  discord.mention('ana', 'deploy')
  discord.redeliver()
  await discord.until(() => inbox.messages.length === 2)
  expect(inbox.messages[0]?.keys).toEqual(inbox.messages[1]?.keys)
})

test('stopping waits for what was taken in, and takes nothing more', async () => {
  const { discord, inbox, chat } = await connected()
  const gate = Promise.withResolvers<void>()
  inbox.onMessage = () => gate.promise
  discord.mention('ana', 'deploy')
  discord.command('ana', 'status', {})
  await discord.until(() => discord.calls('POST', /callback$/).length === 1)
  const stopped = chat.stop()
  discord.mention('ana', 'too late')
  gate.resolve()
  await stopped
  expect(inbox.messages.map(({ addressed }) => addressed)).toEqual(['mention', 'command'])
  expect(chat.state().connected).toBe(false)
})
