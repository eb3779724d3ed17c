import { expect, test } from 'vitest'
import { bareDiscord, withFile } from './discord/bare-discord.ts'
import { IS_COMPONENTS_V2 } from './discord/rules/bodies.ts'

const V2 = { flags: IS_COMPONENTS_V2, components: [{ type: 10, content: 'hello' }] }
const refused = (status: number, code: number) => ({ status, body: { code } })

test('a body that breaks the rules is refused with 50035 and where', async () => {
  const { post } = await bareDiscord()
  expect(await post({ content: 'x'.repeat(2001) })).toMatchObject({
    status: 400,
    body: {
      code: 50035,
      message: 'Invalid Form Body',
      errors: { content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }] } },
    },
  })
})

test('a message of nothing has a code of its own', async () => {
  const { post } = await bareDiscord()
  expect(await post({ content: '' })).toMatchObject(refused(400, 50006))
})

test('a wrong token is refused', async () => {
  const { call, discord } = await bareDiscord()
  const path = `/channels/${discord.general}/messages`
  expect(await call('POST', path, { content: 'x' }, 'wrong')).toMatchObject({ status: 401 })
})

test('channels and messages that are not there are unknown', async () => {
  const { call, discord } = await bareDiscord()
  const nowhere = '1200000000000009999'
  expect(await call('POST', `/channels/${nowhere}/messages`, { content: 'x' })).toMatchObject(refused(404, 10003))
  expect(await call('GET', `/channels/${discord.general}/messages/${nowhere}`)).toMatchObject(refused(404, 10008))
  const thread = discord.createChannel('a thread', { parent: discord.general })
  discord.deleteChannel(thread)
  expect(await call('POST', `/channels/${thread}/messages`, { content: 'x' })).toMatchObject(refused(404, 10003))
})

test('what the bot may not do is refused: 50001 where it sees nothing, 50013 for the rest', async () => {
  const { call, discord, post } = await bareDiscord()
  const said = discord.mention('ana', 'hello')
  discord.deny(discord.general, 'createThreads')
  const threads = `/channels/${discord.general}/messages/${said.id}/threads`
  expect(await call('POST', threads, { name: 'x' })).toMatchObject(refused(403, 50013))
  discord.deny(discord.general, 'send')
  expect(await post({ content: 'x' })).toMatchObject(refused(403, 50013))
  discord.deny(discord.general, 'view')
  expect(await post({ content: 'x' })).toMatchObject(refused(403, 50001))
})

test('a bot that was removed from its server reaches nothing in it', async () => {
  const { call, discord, post } = await bareDiscord()
  discord.removeBot(discord.guild)
  expect(await post({ content: 'x' })).toMatchObject(refused(403, 50001))
  expect(await call('GET', `/guilds/${discord.guild}/members/1`)).toMatchObject(refused(404, 10004))
})

test('a message in an archived thread cannot be edited, and a new one opens it again', async () => {
  const { call, discord } = await bareDiscord()
  const thread = discord.createChannel('a thread', { parent: discord.general })
  const { body } = await call('POST', `/channels/${thread}/messages`, { content: 'x' })
  discord.archive(thread)
  const edit = () => call('PATCH', `/channels/${thread}/messages/${body.id}`, { content: 'y' })
  expect(await edit()).toMatchObject(refused(400, 50083))
  await call('POST', `/channels/${thread}/messages`, { content: 'z' })
  expect(await edit()).toMatchObject({ status: 200, body: { content: 'y' } })
  discord.lock(thread)
  expect(await call('POST', `/channels/${thread}/messages`, { content: 'z' })).toMatchObject(refused(400, 160005))
})

test('the message of somebody else is not edited, and not deleted without the permission', async () => {
  const { call, discord } = await bareDiscord()
  const said = discord.mention('ana', 'hello')
  const path = `/channels/${discord.general}/messages/${said.id}`
  expect(await call('PATCH', path, { content: 'x' })).toMatchObject(refused(403, 50005))
  discord.deny(discord.general, 'manageMessages')
  expect(await call('DELETE', path)).toMatchObject(refused(403, 50013))
})

test('a nonce that is enforced gives the first message for some minutes', async () => {
  const { clock, post } = await bareDiscord()
  const send = async () => (await post({ content: 'once', nonce: 'n1', enforce_nonce: true })).body.id
  const first = await send()
  expect(await send()).toBe(first)
  clock.advance(10 * 60_000)
  expect(await send()).not.toBe(first)
})

test('components V2 stay V2: an edit cannot take the flag away, nor bring content back', async () => {
  const { call, discord, post } = await bareDiscord()
  const { body } = await post(V2)
  const path = `/channels/${discord.general}/messages/${body.id}`
  const removed = await call('PATCH', path, { flags: 0, content: 'x', components: [] })
  expect(removed.body.errors.flags._errors[0].code).toBe('MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG')
  const legacy = await call('PATCH', path, { content: 'x' })
  expect(legacy.body.errors.content._errors[0].code).toBe('MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2')
})

test('a classic message becomes V2 when its edit takes its content away', async () => {
  const { call, discord, post } = await bareDiscord()
  const { body } = await post({ content: 'x' })
  const path = `/channels/${discord.general}/messages/${body.id}`
  expect((await call('PATCH', path, V2)).body.code).toBe(50035)
  expect(await call('PATCH', path, { ...V2, content: null })).toMatchObject({ status: 200, body: { flags: 32768 } })
})

test('a picture that is attached is shown by its component, and served', async () => {
  const { call, discord } = await bareDiscord()
  const items = [{ media: { url: 'attachment://chart.png' }, description: 'Errors per minute' }]
  const payload = { flags: IS_COMPONENTS_V2, components: [{ type: 12, items }] }
  const path = `/channels/${discord.general}/messages`
  const { body } = await call('POST', path, withFile(payload, 'chart.png', 'PNG'))
  const { url } = body.components[0].items[0].media
  expect(await (await fetch(url)).text()).toBe('PNG')
  expect(await call('POST', path, payload)).toMatchObject(refused(400, 50035))
  const edited = await call('PATCH', `${path}/${body.id}`, { components: payload.components })
  expect(edited.status).toBe(200)
})

test('a name that Discord changes cannot be referred to as it was', async () => {
  const { call, discord } = await bareDiscord()
  const payload = { flags: IS_COMPONENTS_V2, components: [{ type: 13, file: { url: 'attachment://my log.txt' } }] }
  const path = `/channels/${discord.general}/messages`
  expect(await call('POST', path, withFile(payload, 'my log.txt', 'x'))).toMatchObject(refused(400, 50035))
})

test('a request above 25 MiB is too large', async () => {
  const { call, discord } = await bareDiscord()
  const huge = withFile({ content: 'x' }, 'huge.log', 'x'.repeat(25 * 2 ** 20 + 1))
  expect(await call('POST', `/channels/${discord.general}/messages`, huge)).toMatchObject(refused(413, 40005))
})

test('who blocks the bot gets no direct message', async () => {
  const { call, discord } = await bareDiscord()
  const recipient = discord.person('ana').id
  const { body } = await call('POST', '/users/@me/channels', { recipient_id: recipient })
  discord.blockDirect('ana')
  expect(await call('POST', `/channels/${body.id}/messages`, { content: 'x' })).toMatchObject(refused(403, 50007))
})

test('a message has one thread, and threads have no threads', async () => {
  const { call, discord } = await bareDiscord()
  const said = discord.mention('ana', 'hello')
  const start = (channel: string, message: string) =>
    call('POST', `/channels/${channel}/messages/${message}/threads`, { name: 'x' })
  expect(await start(discord.general, said.id)).toMatchObject({ status: 200 })
  expect(await start(discord.general, said.id)).toMatchObject(refused(400, 160004))
  const within = discord.mention('ana', 'more', { channel: said.id })
  expect(await start(said.id, within.id)).toMatchObject(refused(400, 50024))
})

test('only those whom a message may mention are notified', async () => {
  const { discord, post } = await bareDiscord()
  const [ana, ben] = ['ana', 'ben'].map((name) => discord.person(name).id)
  const content = `<@${ana}> <@${ben}>`
  const { body } = await post({ content, allowed_mentions: { parse: [], users: [ben] } })
  expect(body.mentions.map(({ id }: { id: string }) => id)).toEqual([ben])
})
