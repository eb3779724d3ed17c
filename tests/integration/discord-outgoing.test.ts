import { expect, test } from 'vitest'
import type { Card } from '../../src/domain/card.ts'
import { RateLimitedError, UndeliverableError } from '../../src/ports/chat-platform.ts'
import { connected } from '../simulators/discord/connect.ts'
import { textOf } from '../simulators/discord/posted-text.ts'

const DENIED = { status: 403, code: 50013 }

function card(text: string): Card {
  return { title: 'Deploy', tone: 'neutral', blocks: [{ kind: 'text', text }] }
}

/** A connected bot and a mention it is to answer. */
async function asked() {
  const parts = await connected()
  const said = parts.discord.mention('ana', 'deploy billionmail to staging')
  const { thread } = await parts.discord.until(() => parts.inbox.messages[0])
  const post = (text: string, key: string, mayExist = false) =>
    parts.chat.post({ kind: 'thread', thread }, card(text), { key, mayExist })
  return { ...parts, said, thread, post }
}

test('the first answer starts the thread of the mention, the next ones go into it', async () => {
  const { discord, said, post } = await asked()
  const first = await post('first', 'k1')
  const second = await post('second', 'k2')
  const inThread = discord.messages(said.id)
  expect(inThread.map(textOf)).toEqual(['### Deploy\nfirst', '### Deploy\nsecond'])
  expect([first, second]).toEqual(inThread.map(({ id }) => `discord:${said.id}:${id}`))
  expect(discord.calls('POST', /threads$/)).toHaveLength(1)
})

test('a thread that a person has started meanwhile is used', async () => {
  const { discord, said, post } = await asked()
  discord.startThread(said)
  await post('here', 'k1')
  expect(discord.messages(said.id)).toHaveLength(1)
})

test('a thread started between two calls is used', async () => {
  const { discord, said, post } = await asked()
  discord.startThread(said)
  discord.failNext('POST', new RegExp(`^/channels/${said.id}/messages$`), { status: 404, code: 10003 })
  await post('here', 'k1')
  expect(discord.messages(said.id)).toHaveLength(1)
})

test('where threads are not allowed the answer stands beneath the mention in the channel', async () => {
  const { discord, said, post } = await asked()
  discord.failNext('POST', /threads$/, DENIED)
  const ref = await post('here', 'k1')
  const [answer] = discord.said()
  expect(answer).toMatchObject({ channelId: discord.general, replyTo: said.id })
  expect(ref).toBe(`discord:${discord.general}:${answer?.id}`)
})

test.each([
  ['removed from', 'may start threads', { status: 403, code: 50001 }],
  ['removed from', 'may start none', { status: 403, code: 50001 }],
  ['that was deleted', 'may start threads', { status: 404, code: 10003 }],
  ['that was deleted', 'may start none', { status: 404, code: 10003 }],
])('what belongs in a private thread %s stays out of its channel, where the bot %s', async (_, may, refused) => {
  const { discord, chat } = await connected()
  const thread = discord.createChannel('incident', { parent: discord.general })
  discord.failNext('POST', new RegExp(`^/channels/${thread}/messages$`), refused, 2)
  if (may === 'may start none') discord.deny(discord.general, 'createThreads')
  const to = { kind: 'thread', thread: `discord:${discord.general}:${thread}` } as const
  await expect(chat.post(to, card('secret'), { key: 'k', mayExist: false })).rejects.toBeInstanceOf(UndeliverableError)
  expect(discord.messages(discord.general)).toEqual([])
})

test('a reply to an answer in the channel goes on with that conversation', async () => {
  const { discord, inbox, thread, post } = await asked()
  discord.failNext('POST', /threads$/, DENIED)
  await post('Which version?', 'k1')
  const [answer] = discord.said()
  discord.mention('ana', 'v1.1.0', { replyTo: answer?.id ?? '' })
  await discord.until(() => inbox.messages.length === 2)
  expect(inbox.messages[1]?.thread).toBe(thread)
})

test('a second try within minutes posts nothing, because Discord knows the nonce', async () => {
  const { discord, said, post } = await asked()
  const first = await post('done', 'k1')
  const second = await post('done', 'k1')
  expect(second).toBe(first)
  expect(discord.messages(said.id)).toHaveLength(1)
})

test('a try after a crash finds the message even when Discord has forgotten the nonce', async () => {
  const { discord, said, post } = await asked()
  discord.failNext('POST', new RegExp(`^/channels/${said.id}/messages$`), { status: 404, code: 10003 })
  discord.failNext('POST', new RegExp(`^/channels/${said.id}/messages$`), { status: 502, afterEffect: true })
  await expect(post('done', 'k1')).rejects.toThrow()
  discord.forgetNonces()
  const ref = await post('done', 'k1', true)
  expect(discord.messages(said.id).map(({ id }) => `discord:${said.id}:${id}`)).toEqual([ref])
})

test('a try after a crash finds an answer that stands in the channel', async () => {
  const { discord, post } = await asked()
  discord.failNext('POST', /threads$/, DENIED)
  const first = await post('done', 'k1')
  discord.forgetNonces()
  discord.failNext('POST', /threads$/, DENIED)
  expect(await post('done', 'k1', true)).toBe(first)
  expect(discord.said()).toHaveLength(1)
})

test('a message of another key is not taken for the one looked for', async () => {
  const { discord, said, post } = await asked()
  await post('done', 'k1')
  await post('done', 'k2', true)
  expect(discord.messages(said.id)).toHaveLength(2)
})

test('an edit replaces the card with the bot token, however old the message is', async () => {
  const { discord, chat, said, post } = await asked()
  const ref = await post('working', 'k1')
  discord.expireTokens()
  await chat.edit(ref, card('done'))
  expect(discord.messages(said.id).map(textOf)).toEqual(['### Deploy\ndone'])
})

test('a card in an archived thread is edited after the thread has been opened again', async () => {
  const { discord, chat, said, post } = await asked()
  const ref = await post('working', 'k1')
  discord.archive(said.id)
  await chat.edit(ref, card('done'))
  expect(discord.messages(said.id).map(textOf)).toEqual(['### Deploy\ndone'])
})

test('only the person the card names is notified', async () => {
  const { discord, chat, thread } = await asked()
  const mention = discord.userId('ana')
  await chat.post({ kind: 'thread', thread }, { ...card('@everyone <@1>'), mention }, { key: 'k', mayExist: false })
  const sent = discord.calls('POST', /messages$/).at(-1)?.body
  expect(sent.allowed_mentions).toEqual({ parse: [], users: [mention.replace('discord:', '')] })
  expect(sent.components[0]).toEqual({ type: 10, content: `<@${mention.replace('discord:', '')}>` })
})

test('a direct message opens the channel with that person', async () => {
  const { discord, chat } = await connected()
  await chat.post({ kind: 'direct', user: discord.userId('ana') }, card('done'), { key: 'k', mayExist: false })
  expect(discord.directMessages('ana')).toHaveLength(1)
})

test('a rate limit is reported with the time to wait instead of waited for', async () => {
  const { discord, post } = await asked()
  discord.failNext('POST', /messages$/, { status: 429, headers: { 'retry-after': '3', 'x-ratelimit-scope': 'shared' } })
  const error = await post('x', 'k1').catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(RateLimitedError)
  expect(error).toMatchObject({ retryAfterMs: expect.toSatisfy((ms: number) => ms >= 3000 && ms < 3200) })
})

const TOO_MANY = { status: 429, headers: { 'retry-after': '300', 'x-ratelimit-scope': 'user' } }

test.each([
  ['posts rest posts in their channel', /messages$/, 'call'],
  ['threads started rest their message alone', /threads$/, 'message'],
])('too many %s', async (_, path, scope) => {
  const { discord, post } = await asked()
  discord.failNext('POST', path, TOO_MANY)
  await expect(post('x', 'k1')).rejects.toMatchObject({ name: 'RateLimitedError', scope })
})

test.each([
  ['edits rest edits in their channel', /messages/, 'call'],
  ['archived threads opened again rest their message alone', /^\/channels\/\d+$/, 'message'],
])('too many %s', async (_, path, scope) => {
  const { discord, chat, said, post } = await asked()
  const ref = await post('working', 'k1')
  discord.archive(said.id)
  discord.failNext('PATCH', path, TOO_MANY)
  await expect(chat.edit(ref, card('done'))).rejects.toMatchObject({ name: 'RateLimitedError', scope })
})

test('too many direct channels opened rest their message alone', async () => {
  const { discord, chat } = await connected()
  discord.failNext('POST', /^\/users\/@me\/channels$/, TOO_MANY)
  const to = { kind: 'direct', user: discord.userId('ana') } as const
  const posting = chat.post(to, card('x'), { key: 'k', mayExist: false })
  await expect(posting).rejects.toMatchObject({ name: 'RateLimitedError', scope: 'message' })
})

test.each([
  [403, 50001],
  [403, 50007],
  [403, 50013],
  [403, 50278],
  [404, 10003],
])('status %i with code %i can never be delivered', async (status, code) => {
  const { discord, chat } = await connected()
  discord.failNext('POST', /messages$/, { status, code })
  const posting = chat.post({ kind: 'direct', user: discord.userId('ana') }, card('x'), { key: 'k', mayExist: false })
  await expect(posting).rejects.toBeInstanceOf(UndeliverableError)
})

test('a message that was deleted can no longer be edited', async () => {
  const { discord, chat } = await connected()
  await expect(chat.edit(`discord:${discord.general}:1200000000000000999`, card('x'))).rejects.toBeInstanceOf(
    UndeliverableError,
  )
})

test('a failure on the side of Discord is left to be tried again, and not tried twice here', async () => {
  const { discord, said, post } = await asked()
  discord.startThread(said)
  discord.failNext('POST', /messages$/, { status: 503 }, 2)
  await expect(post('x', 'k1')).rejects.toMatchObject({ status: 503 })
  expect(discord.calls('POST', /messages$/)).toHaveLength(1)
})

test('the roles of a person are asked of every server the bot is in', async () => {
  const { discord, chat } = await connected()
  const roles = discord.giveRoles('ana', '1300000000000000001', '1300000000000000002')
  expect(await chat.groups?.groupsOf(discord.userId('ana'))).toEqual(roles)
})

test('a role is called as Discord calls it, and one that is not there has no name', async () => {
  const { discord, chat } = await connected()
  const nameOf = (role: string) => chat.groups?.nameOf?.(`discord:role:${role}`)
  await expect.poll(() => nameOf(discord.botRole)).toBe('@Shipmate')
  expect(await nameOf(discord.guild)).toBe('@everyone')
  expect(await nameOf('1999999999999999999')).toBeUndefined()
})

test('somebody who is no member has no roles, and a server that does not answer is an error', async () => {
  const { discord, chat } = await connected()
  expect(await chat.groups?.groupsOf('discord:1999999999999999999')).toEqual([])
  discord.failNext('GET', /members/, { status: 500 })
  await expect(chat.groups?.groupsOf(discord.userId('ana'))).rejects.toThrow()
})

test('who has a role is known where the app may list members, and not known elsewhere', async () => {
  const { discord, chat } = await connected()
  const role = '1300000000000000001'
  discord.giveRoles('ana', role)
  discord.giveRoles('ben', '1300000000000000002', role)
  discord.giveRoles('cem', '1300000000000000002')
  expect(await chat.groups?.membersOf?.(`discord:role:${role}`)).toBeUndefined()
  discord.listMembers()
  const members = await chat.groups?.membersOf?.(`discord:role:${role}`)
  expect(members?.toSorted()).toEqual([discord.userId('ana'), discord.userId('ben')].toSorted())
  expect(await chat.groups?.membersOf?.('slack:S0SRE')).toBeUndefined()
  discord.failNext('GET', /members$/, { status: 400, code: 50035 })
  await expect(chat.groups?.membersOf?.(`discord:role:${role}`)).rejects.toThrow()
})

const LOG: Card = {
  title: 'payments on staging',
  tone: 'neutral',
  blocks: [{ kind: 'file', name: 'payments-staging.log', text: 'one\ntwo @everyone\nthree', preview: 'three' }],
}

test('a long log goes with its message as a file, into the thread that is started for it', async () => {
  const { discord, chat, said, thread } = await asked()
  await chat.post({ kind: 'thread', thread }, LOG, { key: 'k1', mayExist: false })
  expect(discord.messages(said.id).map(textOf)).toEqual([expect.stringContaining('three')])
  const [posted] = discord.calls('POST', new RegExp(`^/channels/${said.id}/messages$`)).slice(-1)
  expect(posted?.body.attached).toEqual([{ name: 'payments-staging.log', text: 'one\ntwo @everyone\nthree' }])
})

test('where the bot may attach nothing, a long log is shown by its last lines', async () => {
  const { discord, chat, said, thread, post } = await asked()
  await post('first', 'k0')
  discord.failNext('POST', new RegExp(`^/channels/${said.id}/messages$`), DENIED)
  await chat.post({ kind: 'thread', thread }, LOG, { key: 'k1', mayExist: false })
  const [, last] = discord.messages(said.id)
  expect(last && textOf(last)).toContain('three')
  const [posted] = discord.calls('POST', new RegExp(`^/channels/${said.id}/messages$`)).slice(-1)
  expect(posted?.body.attached).toBeUndefined()
})
