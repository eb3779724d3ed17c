import { expect, test } from 'vitest'
import { UnavailableError } from '../../src/ports/chat-platform.ts'
import { connected } from '../simulators/discord/connect.ts'

const NOTE_OPEN = 'Recording your request'

/** A message of the bot with one button, ready to be pressed. */
async function withButton() {
  const parts = await connected()
  parts.discord.mention('ana', 'roll back')
  const { thread } = await parts.discord.until(() => parts.inbox.messages[0])
  const blocks = [{ kind: 'buttons', buttons: [{ id: 'btn-1', label: 'Confirm', style: 'primary' }] }] as const
  await parts.chat.post({ kind: 'thread', thread }, { tone: 'neutral', blocks }, { key: 'k', mayExist: false })
  const [card] = parts.discord.said()
  if (card === undefined) throw new Error('no card was posted')
  return { ...parts, thread, card }
}

test('a command is echoed publicly and the conversation goes on in the thread of the echo', async () => {
  const { discord, inbox } = await connected()
  discord.giveRoles('ana', '1300000000000000001')
  const given = discord.command('ana', 'deploy', {
    service: 'billionmail',
    environment: 'staging',
    ref: 'v1.2.0',
    strategy: 'blue-green',
  })
  const message = await discord.until(() => inbox.messages[0])
  await discord.until(() => given.response?.content?.includes('service:billionmail') && given.response.edits === 1)
  expect(message).toEqual({
    keys: [`discord:interaction:${given.id}`],
    thread: `discord:${discord.general}:${given.response?.id}`,
    by: discord.userId('ana'),
    name: 'ana',
    groups: ['discord:role:1300000000000000001'],
    locale: 'en-US',
    addressed: 'command',
    text: '/deploy service:billionmail environment:staging ref:v1.2.0 strategy:blue-green',
    request: {
      intent: 'deploy.start',
      slots: { service: 'billionmail', environment: 'staging', ref: 'v1.2.0', strategy: 'blue-green' },
    },
  })
})

test('the answer to a command is posted with the bot token, long after the command token has died', async () => {
  const { discord, inbox, chat } = await connected()
  const given = discord.command('ana', 'rollback', { service: 'billionmail', environment: 'production' })
  const { thread } = await discord.until(() => inbox.messages[0])
  await discord.until(() => given.response?.edits === 1)
  discord.expireTokens()
  await chat.post(
    { kind: 'thread', thread },
    { tone: 'neutral', blocks: [{ kind: 'text', text: 'Sure?' }] },
    { key: 'k', mayExist: false },
  )
  expect(discord.messages(given.response?.id ?? '')).toHaveLength(1)
})

test('a command is acknowledged before the core has recorded it, and says that it is not recorded yet', async () => {
  const { discord, inbox } = await connected()
  const gate = Promise.withResolvers<void>()
  inbox.onMessage = () => gate.promise
  const given = discord.command('ana', 'status', {})
  await discord.until(() => given.answered === 4)
  expect(given.response?.content).toContain(NOTE_OPEN)
  gate.resolve()
  await discord.until(() => given.response?.edits === 1)
  expect(given.response?.content).toBe('ana: /status')
})

test('a command that could not be recorded says so in its echo', async () => {
  const { discord, inbox } = await connected()
  inbox.onMessage = async () => {
    throw new UnavailableError('the database is down')
  }
  const given = discord.command('ana', 'shipmate ask', { text: 'what is on staging?' })
  await discord.until(() => given.response?.edits === 1)
  expect(given.response?.content).toContain('My database does not answer')
  expect(given.response?.content).not.toContain(NOTE_OPEN)
})

test('a command is shown to its channel without the secrets in it', async () => {
  const redact = (text: string): string => text.replaceAll('hunter2', '[secret]')
  for (const config of [{}, { redact }]) {
    const { discord } = await connected(undefined, config)
    const secret = config.redact ? 'hunter2' : 'xoxb-12345678901-abcdefghijkl'
    const given = discord.command('ana', 'shipmate ask', { text: `is ${secret} still in use?` })
    await discord.until(() => given.response?.edits === 1)
    expect(given.response?.content).toMatch(/secret.* still in use\?/)
    expect(given.response?.content).not.toContain(secret)
  }
})

test('a command that came too late to be acknowledged is not recorded either', async () => {
  const { discord, inbox, logged } = await connected()
  discord.failNext('POST', /callback$/, { status: 404, code: 10062 })
  discord.command('ana', 'status', {})
  await discord.until(() => logged.some((line) => line.includes('could not be handled')))
  expect(inbox.messages).toEqual([])
})

test('a command in a thread goes on in that thread', async () => {
  const { discord, inbox } = await connected()
  const begun = discord.mention('ana', 'hello')
  discord.startThread(begun)
  discord.command('ana', 'status', { environment: 'staging' }, { channel: begun.id })
  const message = await discord.until(() => inbox.messages.find(({ addressed }) => addressed === 'command'))
  expect(message).toMatchObject({
    thread: `discord:${discord.general}:${begun.id}`,
    request: { intent: 'deploy.status', slots: { environment: 'staging' } },
  })
})

test('where the bot may not speak, the person is told instead of waiting for an answer that cannot come', async () => {
  const { discord, inbox } = await connected()
  discord.command('ana', 'status', {}, { permissions: 0n })
  const [answer] = await discord.until(() => discord.ephemerals().length > 0 && discord.ephemerals())
  expect(answer?.content).toContain('I may not write in this channel')
  expect(inbox.messages).toEqual([])
})

test('what is typed as a name stays a name and cannot become an order', async () => {
  const { discord, inbox } = await connected()
  discord.command('ana', 'status', { service: 'x; roll back billionmail', environment: '"staging"\n\u202Eevil' })
  const { request } = await discord.until(() => inbox.messages[0])
  expect(request).toEqual({
    intent: 'deploy.status',
    slots: { service: 'x; roll back billionmail', environment: '"staging" evil' },
  })
})

test('the echo of hostile words neither mentions nor formats', async () => {
  const { discord } = await connected()
  const given = discord.command('ana', 'shipmate ask', { text: '@everyone <@1> **x** [y](http://z)' })
  await discord.until(() => given.response?.edits === 1)
  expect(given.response?.content).toBe('ana: @\u200Beveryone \\<@1\\> \\*\\*x\\*\\* \\[y\\](http://z)')
  const sent = [
    ...discord.calls('POST', /callback$/).map(({ body }) => body.data),
    ...discord.calls('PATCH').map(({ body }) => body),
  ]
  expect(sent.map((body) => body.allowed_mentions)).toEqual([{ parse: [] }, { parse: [] }])
})

test('the echo of the longest text, nothing of which can stand as it is, still fits', async () => {
  const { discord, inbox } = await connected()
  inbox.onMessage = async () => {
    throw new UnavailableError('the database is down')
  }
  const given = discord.command('*'.repeat(80), 'shipmate ask', { text: '*'.repeat(1_000) })
  await discord.until(() => given.response?.edits === 1)
  expect(given.response?.content).toContain('My database does not answer')
})

test('a command that is not ours any more is answered', async () => {
  const { discord } = await connected()
  discord.command('ana', 'selfdestruct', {})
  const [answer] = await discord.until(() => discord.ephemerals().length > 0 && discord.ephemerals())
  expect(answer?.content).toContain('That command no longer exists')
})

test('commands are registered once, and not again while they are the same', async () => {
  const first = await connected()
  const put = await first.discord.until(() => first.discord.calls('PUT', /commands$/)[0])
  expect(put.body.map(({ name }: { name: string }) => name)).toEqual([
    'shipmate',
    'status',
    'logs',
    'deploy',
    'rollback',
    'restart',
    'scale',
    'Deploy this pull request',
  ])
  const asDiscordGivesThem = put.body
    .toReversed()
    .map((command: object) => ({ id: '1', version: '2', type: 1, nsfw: false, ...command }))
  const second = await connected((discord) => discord.registerCommands(asDiscordGivesThem))
  second.discord.mention('ana', 'hello')
  await second.discord.until(() => second.inbox.messages.length === 1)
  await second.chat.stop()
  expect(second.discord.calls('GET', /commands$/)).toHaveLength(1)
  expect(second.discord.commandWrites()).toBe(0)
})

test('commands that differ in anything a person sees are registered anew', async () => {
  const { discord } = await connected((server) => server.registerCommands([{ name: 'deploy', description: 'old' }]))
  await discord.until(() => discord.commandWrites() === 1)
})

test('names are suggested while they are typed', async () => {
  const { discord } = await connected()
  const typing = discord.type('ana', 'deploy', 'service', 'bil')
  await discord.until(() => typing.answered === 8)
  expect(typing.choices).toEqual(['billionmail'])
})

test('a press reaches the core with who pressed what where', async () => {
  const { discord, inbox, thread, card } = await withButton()
  discord.giveRoles('ben', '1300000000000000003')
  const press = discord.press('ben', card, 'Confirm')
  await discord.until(() => press.answered === 6)
  expect(inbox.presses).toEqual([
    {
      keys: [`discord:interaction:${press.id}`],
      thread,
      by: discord.userId('ben'),
      groups: ['discord:role:1300000000000000003'],
      locale: 'en-US',
      button: 'btn-1',
      mayAsk: true,
    },
  ])
})

test('only the person who pressed reads the notice', async () => {
  const { discord, inbox, card } = await withButton()
  inbox.onPress = async () => ({ notice: 'Only *ana* may confirm this.' })
  const press = discord.press('ben', card, 'Confirm')
  await discord.until(() => press.answered === 4)
  expect(discord.ephemerals()).toMatchObject([
    { content: 'Only \\*ana\\* may confirm this.', onlyFor: discord.userId('ben').replace('discord:', '') },
  ])
})

test('a core that is slow does not let the press fail: acknowledged in time, told afterwards', async () => {
  const { discord, inbox, card } = await withButton()
  const gate = Promise.withResolvers<{ notice: string }>()
  inbox.onPress = () => gate.promise
  const press = discord.press('ben', card, 'Confirm')
  await discord.until(() => press.answered === 6)
  expect(press.answeredAfterMs).toBeLessThan(3_000)
  gate.resolve({ notice: 'Already confirmed by ana.' })
  await discord.until(() => discord.ephemerals().length === 1)
  expect(discord.ephemerals()[0]?.content).toBe('Already confirmed by ana.')
})

test('a press that could not be recorded is answered with a sentence', async () => {
  const { discord, inbox, card, logged } = await withButton()
  inbox.onPress = async () => {
    throw new TypeError('a fault of ours')
  }
  const press = discord.press('ana', card, 'btn-1')
  await discord.until(() => press.answered === 4)
  expect(discord.ephemerals()[0]?.content).toContain('Something went wrong on my side')
  expect(logged.join()).not.toContain(press.token)
})
