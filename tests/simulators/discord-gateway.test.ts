import { Events, GatewayIntentBits, type Message } from 'discord.js'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { discordClient } from './discord/discord-client.ts'
import { type DiscordServerOptions, startDiscordServer } from './discord/server.ts'

const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits

async function server(options: DiscordServerOptions = {}) {
  const discord = await startDiscordServer({ limits: 'off', ...options })
  onTestFinished(() => discord.stop())
  return discord
}

async function hearing(intents = [Guilds, GuildMessages, DirectMessages], options: DiscordServerOptions = {}) {
  const discord = await server(options)
  const heard: Message[] = []
  if (intents.includes(MessageContent)) discord.allowIntents(MessageContent)
  const client = await discordClient(discord, intents)
  client.on(Events.MessageCreate, (message) => void heard.push(message))
  const contents = () => heard.map(({ content }) => content)
  return { discord, client, heard, contents }
}

test('unmodified discord.js connects, and what does not mention it comes without its content', async () => {
  const { discord, client, contents } = await hearing()
  const ana = discord.person('ana')
  await ana.says('lunch?')
  await ana.mentions('status')
  await discord.until(() => contents().length === 2)
  expect(contents()).toEqual(['', `<@${client.user.id}> status`])
})

test('with the intent, all of it comes', async () => {
  const { discord, contents } = await hearing([Guilds, GuildMessages, MessageContent])
  await discord.person('ana').says('lunch?')
  await discord.until(() => contents().length === 1)
  expect(contents()).toEqual(['lunch?'])
})

test('an intent that is not switched on ends the connection with 4014', async () => {
  const discord = await server()
  await expect(discordClient(discord, [Guilds, MessageContent])).rejects.toThrow(/disallowed intents/i)
})

test('what is not asked for does not come', async () => {
  const { discord, heard } = await hearing([Guilds, DirectMessages])
  await discord.person('ana').mentions('status')
  await discord.person('ana').directs('status')
  await discord.until(() => heard.length > 0)
  expect(heard.map(({ guildId }) => guildId)).toEqual([null])
})

test('a line that is cut is resumed, and what was missed is told', async () => {
  const { discord, contents } = await hearing()
  discord.cutLine()
  await discord.person('ana').mentions('meanwhile')
  await discord.until(() => contents().length === 1)
  expect([discord.resumes(), discord.identifies()]).toEqual([1, 1])
})

test('when Discord asks for it, the bot reconnects and resumes', async () => {
  const { discord, contents } = await hearing()
  discord.askToReconnect()
  await discord.until(() => discord.resumes() === 1)
  await discord.person('ana').mentions('still there?')
  await discord.until(() => contents().length === 1)
})

test('a session that is invalid but resumable is resumed', async () => {
  const { discord } = await hearing()
  discord.invalidateSession(true)
  await discord.until(() => discord.resumes() === 1)
  expect(discord.identifies()).toBe(1)
})

test('after an invalid session the bot identifies again, and hears what comes then', async () => {
  const { discord, contents } = await hearing()
  discord.invalidateSession(false)
  await discord.until(() => discord.identifies() === 2, 30_000)
  await discord.person('ana').mentions('hello')
  await discord.until(() => contents().length === 1)
})

test('a line that is silently dead is found by its heartbeat, and what was missed is told', async () => {
  const { discord, contents } = await hearing(undefined, { heartbeatMs: 100 })
  discord.goSilent()
  await discord.person('ana').mentions('anybody?')
  await discord.until(() => contents().length === 1, 30_000)
  expect(discord.resumes()).toBeGreaterThanOrEqual(1)
})

test('several servers, edits, deletions, threads and a bot that is removed are told', async () => {
  const { discord, client } = await hearing()
  const told: string[] = []
  for (const event of [Events.MessageUpdate, Events.MessageDelete, Events.ThreadCreate, Events.ChannelDelete] as const)
    client.on(event, () => void told.push(event))
  client.on(Events.GuildCreate, ({ id }) => void told.push(`joined ${id}`))
  client.on(Events.GuildDelete, ({ id }) => void told.push(`left ${id}`))
  const ana = discord.person('ana')
  const said = await ana.mentions('deploy')
  await discord.until(() => client.channels.cache.size > 0)
  const other = discord.joinGuild('1300000000000000077', 'eve')
  await discord.person('eve').mentions('hello', { channel: other })
  await ana.edits(said, 'never mind')
  discord.createChannel('talk', { parent: discord.general })
  await ana.deletes(said)
  discord.deleteChannel(other)
  discord.removeBot('1300000000000000077')
  await discord.until(() => told.length === 6)
  expect(told).toEqual([
    'joined 1300000000000000077',
    'messageUpdate',
    'threadCreate',
    'messageDelete',
    'channelDelete',
    'left 1300000000000000077',
  ])
})

test.each([
  ['anything before identifying', [{ op: 3, d: {} }], 4003],
  ['a wrong token', [{ op: 2, d: { token: 'wrong', intents: 1 } }], 4004],
  ['identifying twice', [identified(), identified()], 4005],
  ['an unknown opcode', [identified(), { op: 99, d: {} }], 4001],
  ['an intent that does not exist', [{ op: 2, d: { token: 'a-bot-token', intents: 1 << 30 } }], 4013],
  ['what is no JSON', ['nonsense'], 4002],
  ['121 events in a minute', Array.from({ length: 121 }, () => ({ op: 1, d: null })), 4008],
])('%s closes the line', async (_, payloads, code) => {
  const discord = await server({ limits: 'on' })
  const response = await fetch(`${discord.apiUrl}/v10/gateway`, { headers: { authorization: `Bot ${discord.token}` } })
  const { url } = (await response.json()) as { url: string }
  const socket = new WebSocket(url)
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  await new Promise((resolve) => socket.once('message', resolve))
  for (const payload of payloads) socket.send(typeof payload === 'string' ? payload : JSON.stringify(payload))
  expect(await closed).toBe(code)
})

function identified(): object {
  return { op: 2, d: { token: 'a-bot-token', intents: 1 } }
}
