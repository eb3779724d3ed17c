import { expect, test } from 'vitest'
import { checkDiscord } from '../../adapters/chat/discord/check-discord.ts'
import { connected } from '../simulators/discord/connect.ts'

const ELSEWHERE = '1300000000000000099'

test('a member of the only server the bot is in belongs here; whoever is in none of its servers does not', async () => {
  const { discord, chat } = await connected()
  expect(await chat.standings?.standingOf(discord.userId('ana'))).toBe('member')
  expect(await chat.standings?.standingOf('discord:1300000000000000042')).toBe('stranger')
})

test('of several servers none is home unless it is named', async () => {
  const { discord, chat } = await connected()
  discord.join(ELSEWHERE)
  await expect.poll(() => chat.standings?.standingOf(discord.userId('ana'))).toBe('stranger')
})

test('who is a member of a named server belongs here, and of another one does not', async () => {
  const { discord, chat } = await connected(undefined, { servers: [ELSEWHERE] })
  expect(await chat.standings?.standingOf(discord.userId('ana'))).toBe('stranger')
  const home = await connected(undefined, (server) => ({ servers: [server.guild] }))
  home.discord.join(ELSEWHERE)
  expect(await home.chat.standings?.standingOf(home.discord.userId('ana'))).toBe('member')
})

test('who has not accepted the rules of the server yet is a guest', async () => {
  const { discord, chat } = await connected()
  discord.isPending('ana')
  expect(await chat.standings?.standingOf(discord.userId('ana'))).toBe('guest')
})

test('while Discord does not answer, nobody is known to belong here', async () => {
  const { discord, chat } = await connected()
  discord.failNext('GET', /members/, { status: 500 })
  await expect(chat.standings?.standingOf(discord.userId('ana'))).rejects.toThrow()
})

test('the check warns of several servers of which none is named', async () => {
  const { discord } = await connected()
  const config = { token: discord.token, apiUrl: discord.apiUrl }
  expect(await checkDiscord(config)).toEqual({ ok: true, sentence: 'connected as Shipmate, in 1 server(s)' })
  discord.join(ELSEWHERE)
  expect(await checkDiscord(config)).toMatchObject({ ok: true, remedy: expect.stringContaining('discord.servers') })
  expect(await checkDiscord({ ...config, servers: [ELSEWHERE] })).not.toHaveProperty('remedy')
})

test('Discord says what somebody is called who has never spoken, so that two Anas can be told apart', async () => {
  const { discord, chat } = await connected()
  expect(await chat.names?.nameOf(discord.userId('ana'))).toContain('ana')
  expect(await chat.names?.nameOf('discord:1300000000000000042')).toBeUndefined()
  discord.failNext('GET', /users/, { status: 500 })
  await expect(chat.names?.nameOf(discord.userId('ana'))).rejects.toThrow()
})
