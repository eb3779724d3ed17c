import { expect, test } from 'vitest'
import { bareDiscord } from './discord/bare-discord.ts'

const refused = (status: number, code: number) => ({ status, body: { code } })
const SAY = { type: 4, data: { content: 'hi' } }
const WHISPER = { type: 4, data: { content: 'hi', flags: 64 } }
const MODAL = {
  type: 9,
  data: {
    custom_id: 'why',
    title: 'Why?',
    components: [{ type: 18, label: 'Reason', component: { type: 4, style: 1, custom_id: 'reason' } }],
  },
}
const BUTTON = {
  content: 'Sure?',
  components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Yes', custom_id: 'yes' }] }],
}

async function withButton() {
  const parts = await bareDiscord()
  await parts.post(BUTTON)
  const [card] = parts.discord.said()
  if (card === undefined) throw new Error('nothing was said')
  return { ...parts, card }
}

test('who does not answer within 3 seconds answers nobody', async () => {
  const { discord, clock, callback, webhook } = await bareDiscord()
  const given = discord.command('ana', 'status', {})
  clock.advance(2_999)
  const late = discord.command('ana', 'status', {})
  expect(await callback(given, SAY)).toMatchObject({ status: 200 })
  clock.advance(3_001)
  expect(late.failed).toBe(true)
  expect(await callback(late, SAY)).toMatchObject({
    status: 404,
    body: { code: 10062, message: 'Unknown interaction' },
  })
  expect(await webhook('POST', late.token, '', { content: 'x' })).toMatchObject(refused(401, 50027))
})

test('an interaction is acknowledged once', async () => {
  const { discord, callback } = await bareDiscord()
  const given = discord.command('ana', 'status', {})
  await callback(given, SAY)
  expect(await callback(given, SAY)).toMatchObject(refused(400, 40060))
})

test('a token that is answered lives 15 minutes', async () => {
  const { discord, clock, callback, webhook } = await bareDiscord()
  const given = discord.command('ana', 'status', {})
  expect(await webhook('POST', given.token, '', { content: 'x' })).toMatchObject(refused(404, 10015))
  await callback(given, SAY)
  const edit = () => webhook('PATCH', given.token, '/messages/@original', { content: 'later' })
  expect(await edit()).toMatchObject({ status: 200, body: { content: 'later' } })
  clock.advance(15 * 60_000)
  expect(await edit()).toMatchObject({ status: 401, body: { code: 50027, message: 'Invalid Webhook Token' } })
})

test('what one person sees is out of reach of the bot’s token, and within that of its interaction', async () => {
  const { discord, callback, call, webhook } = await bareDiscord()
  const given = discord.command('ana', 'status', {})
  const { body } = await callback(given, WHISPER)
  const { id } = body.resource.message
  expect(await call('PATCH', `/channels/${discord.general}/messages/${id}`, { content: 'x' })).toMatchObject(
    refused(404, 10008),
  )
  expect(await webhook('PATCH', given.token, '/messages/@original', { content: 'x' })).toMatchObject({ status: 200 })
})

test.each([
  ['a command', 6],
  ['a command', 7],
  ['a command', 8],
  ['a press', 8],
  ['a keystroke', 4],
  ['a form', 9],
  ['a form', 8],
] as const)('to %s the answer %i does not exist', async (what, type) => {
  const { discord, callback, card } = await withButton()
  const press = discord.press('ana', card, 'Yes')
  await callback(press, MODAL)
  const interaction = {
    'a command': () => discord.command('ana', 'status', {}),
    'a press': () => discord.press('ana', card, 'Yes'),
    'a keystroke': () => discord.type('ana', 'status', 'service', 'b'),
    'a form': () => discord.send('ana', press, card, 'because'),
  }[what]()
  const { data } = type === 9 ? MODAL : SAY
  const answer = await callback(interaction, { type, data })
  expect(answer).toMatchObject(refused(400, 50035))
  expect(answer.body.errors.type._errors[0].code).toBe('BASE_TYPE_CHOICES')
})

test('a deferred answer takes no flag but that of one person', async () => {
  const { discord, callback, webhook } = await bareDiscord()
  const given = discord.command('ana', 'status', {})
  expect(await callback(given, { type: 5, data: { flags: 1 << 15 } })).toMatchObject(refused(400, 50035))
  expect(await callback(given, { type: 5, data: { flags: 64 } })).toMatchObject({ status: 200 })
  expect(discord.ephemerals()).toMatchObject([{ isLoading: true }])
  await webhook('POST', given.token, '', { content: 'done', flags: 0 })
  expect(discord.ephemerals()).toMatchObject([{ content: 'done', isLoading: false }])
})

test('an update changes the message that was pressed', async () => {
  const { discord, callback, card, webhook } = await withButton()
  const press = discord.press('ana', card, 'Yes')
  await callback(press, { type: 7, data: { content: 'Confirmed', components: [] } })
  expect(discord.said()).toMatchObject([{ content: 'Confirmed', components: [] }])
  const later = await webhook('PATCH', press.token, '/messages/@original', { content: 'Done' })
  expect(later.body.id).toBe(card.id)
})

test('what is wrong in a first answer is named beneath data', async () => {
  const { discord, callback } = await bareDiscord()
  const { body } = await callback(discord.command('ana', 'status', {}), {
    type: 4,
    data: { content: 'x'.repeat(2001) },
  })
  expect(body.errors.data.content._errors[0].code).toBe('BASE_TYPE_MAX_LENGTH')
  const form = { ...MODAL, data: { ...MODAL.data, title: 'x'.repeat(46) } }
  const opened = await callback(discord.command('ana', 'status', {}), form)
  expect(opened.body.errors.data.title._errors[0].code).toBe('BASE_TYPE_BAD_LENGTH')
})

test('names are offered 25 at a time, of 100 characters', async () => {
  const { discord, callback } = await bareDiscord()
  const offer = (choices: readonly object[]) =>
    callback(discord.type('ana', 'deploy', 'service', 'b'), { type: 8, data: { choices } })
  const choices = Array.from({ length: 26 }, (_, index) => ({ name: `n${index}`, value: `${index}` }))
  expect((await offer(choices)).body.errors.data.choices._errors[0].code).toBe('BASE_TYPE_MAX_LENGTH')
  expect((await offer([{ name: 'x'.repeat(101), value: 'x' }])).body.code).toBe(50035)
  expect((await offer([{ name: 'x', value: 'x'.repeat(101) }])).body.code).toBe(50035)
  expect(await offer(choices.slice(1))).toMatchObject({ status: 200 })
})

test('an app that is not in the server says five things more', async () => {
  const { discord, callback, webhook, clock } = await bareDiscord()
  const given = discord.command('ana', 'status', {}, { userInstalled: true })
  await callback(given, SAY)
  for (let count = 0; count < 5; count++) {
    clock.advance(2_000)
    expect(await webhook('POST', given.token, '', { content: 'more' })).toMatchObject({ status: 200 })
  }
  clock.advance(2_000)
  expect(await webhook('POST', given.token, '', { content: 'more' })).toMatchObject(refused(400, 40094))
})

test('the answer is sent back only to those who ask for it', async () => {
  const { discord, call } = await bareDiscord()
  const { id, token } = discord.command('ana', 'status', {})
  expect(await call('POST', `/interactions/${id}/${token}/callback`, SAY)).toMatchObject({
    status: 204,
    body: undefined,
  })
})
