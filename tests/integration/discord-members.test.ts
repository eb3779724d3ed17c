import { SnowflakeUtil } from 'discord.js'
import { expect, test } from 'vitest'
import type { ConnectedChat } from '../../src/ports/chat-platform.ts'
import { type Connected, connected } from '../simulators/discord/connect.ts'
import type { DiscordServer } from '../simulators/discord/server.ts'

const ELSEWHERE = '1300000000000000099'
const MINUTE_MS = 60_000

const atHome = (): Promise<Connected> => connected(undefined, ({ guild }) => ({ servers: [guild] }))

/** Resolves when everything has arrived that was sent before: events come in order. */
async function arrived({ discord, inbox }: Connected): Promise<void> {
  const { id } = discord.direct('a-last-one', 'hello')
  await discord.until(() => inbox.messages.some(({ keys }) => keys.includes(`discord:${id}`)))
}

function standing(chat: ConnectedChat, discord: DiscordServer, name: string) {
  return chat.standings?.toldOf?.(discord.userId(name))
}

/** A message of somebody as the gateway sends it, with an id of that moment. */
function said(discord: DiscordServer, name: string, at: number, guild: string = discord.guild): object {
  const [, user = ''] = discord.userId(name).split(':')
  return {
    id: String(SnowflakeUtil.generate({ timestamp: at })),
    type: 0,
    channel_id: discord.general,
    guild_id: guild,
    author: { id: user, username: name, discriminator: '0', avatar: null, global_name: null },
    member: { roles: ['1400000000000000001'], pending: false },
    content: 'said among people',
    mentions: [],
    mention_roles: [],
    attachments: [],
  }
}

test('a message in a home server says that its author belongs here, and which roles they have, when it was said', async () => {
  const stage = await atHome()
  const { discord, chat } = stage
  const roles = discord.giveRoles('ana', '1400000000000000001')
  const { id } = discord.mention('ana', 'status')
  await arrived(stage)
  const asOf = new Date(SnowflakeUtil.timestampFrom(id))
  expect(standing(chat, discord, 'ana')).toEqual({ value: 'member', asOf })
  expect(chat.groups?.toldOf?.(discord.userId('ana'))).toEqual({ value: roles, asOf })
  expect(discord.calls('GET', /members/)).toEqual([])
})

test('so do a slash command and the press of a button', async () => {
  const stage = await atHome()
  const { discord, chat } = stage
  discord.isPending('eve')
  discord.command('ana', 'shipmate ask', { text: 'status' })
  discord.command('eve', 'shipmate ask', { text: 'status' })
  await arrived(stage)
  expect(standing(chat, discord, 'ana')).toMatchObject({ value: 'member' })
  expect(standing(chat, discord, 'eve')).toMatchObject({ value: 'guest' })
})

test('a message in another server, and a direct one, say nothing of who belongs here', async () => {
  const stage = await atHome()
  const { discord, chat } = stage
  const channel = discord.joinGuild(ELSEWHERE, 'mallory')
  discord.mention('mallory', 'status', { channel })
  discord.direct('eve', 'status')
  await arrived(stage)
  expect(standing(chat, discord, 'mallory')).toBeUndefined()
  expect(standing(chat, discord, 'eve')).toBeUndefined()
  expect(await chat.standings?.standingOf(discord.userId('mallory'))).toBe('stranger')
})

test('a role in one of several servers is no answer to which roles somebody has in all of them', async () => {
  const stage = await atHome()
  const { discord, chat } = stage
  discord.joinGuild(ELSEWHERE, 'mallory')
  discord.mention('ana', 'status')
  await arrived(stage)
  expect(standing(chat, discord, 'ana')).toMatchObject({ value: 'member' })
  expect(chat.groups?.toldOf?.(discord.userId('ana'))).toBeUndefined()
})

test('a server that the bot is not in has no word here, though it is named as home', async () => {
  const stage = await connected(undefined, { servers: [ELSEWHERE] })
  const { discord, chat } = stage
  discord.dispatch('MESSAGE_CREATE', said(discord, 'mallory', Date.now(), ELSEWHERE))
  await arrived(stage)
  expect(standing(chat, discord, 'mallory')).toBeUndefined()
})

test('of several home servers one makes a member, and a stranger is one only when all were asked', async () => {
  const stage = await connected(undefined, ({ guild }) => ({ servers: [guild, ELSEWHERE] }))
  const { discord, chat } = stage
  const channel = discord.joinGuild(ELSEWHERE, 'ben')
  discord.isPending('eve')
  discord.mention('ben', 'status', { channel })
  discord.mention('eve', 'status')
  await arrived(stage)
  expect(standing(chat, discord, 'ben')).toMatchObject({ value: 'member' })
  expect(standing(chat, discord, 'eve')).toBeUndefined()
  expect(await chat.standings?.standingOf(discord.userId('eve'))).toBe('guest')
  expect(standing(chat, discord, 'eve')).toMatchObject({ value: 'guest' })
})

test('what comes again after a broken line is as old as what happened, and no word against a later answer', async () => {
  const stage = await atHome()
  const { discord, chat } = stage
  const before = Date.now() - 5 * MINUTE_MS
  discord.dispatch('MESSAGE_CREATE', said(discord, 'ana', before))
  await arrived(stage)
  expect(standing(chat, discord, 'ana')).toEqual({ value: 'member', asOf: new Date(before) })
  // From now on she is a member of that one only.
  discord.joinGuild(ELSEWHERE, 'ana')
  expect(await chat.standings?.standingOf(discord.userId('ana'))).toBe('stranger')
  discord.dispatch('MESSAGE_CREATE', said(discord, 'ana', before + MINUTE_MS))
  await arrived(stage)
  expect(standing(chat, discord, 'ana')).toMatchObject({ value: 'stranger' })
})

test('a message from the future shows that the clocks differ, and says nothing', async () => {
  const stage = await atHome()
  const { discord, chat } = stage
  discord.dispatch('MESSAGE_CREATE', said(discord, 'ana', Date.now() + MINUTE_MS))
  await arrived(stage)
  expect(standing(chat, discord, 'ana')).toBeUndefined()
})

test('an app or a webhook that writes is nobody who belongs here', async () => {
  const stage = await atHome()
  const { discord, chat } = stage
  discord.dispatch('MESSAGE_CREATE', { ...said(discord, 'ana', Date.now()), webhook_id: '1500000000000000001' })
  await arrived(stage)
  expect(standing(chat, discord, 'ana')).toBeUndefined()
})

test('who was asked about for their roles is not asked about again for whether they belong here', async () => {
  const { discord, chat } = await atHome()
  await chat.groups?.groupsOf(discord.userId('ana'))
  expect(standing(chat, discord, 'ana')).toMatchObject({ value: 'member' })
  await chat.groups?.groupsOf('discord:1300000000000000042')
  expect(chat.standings?.toldOf?.('discord:1300000000000000042')).toMatchObject({ value: 'stranger' })
})
