import { expect, test } from 'vitest'
import type { Block, Card } from '../../src/domain/card.ts'
import { connected } from '../simulators/discord/connect.ts'
import { textOf } from '../simulators/discord/posted-text.ts'

const REFUSED = { status: 400, code: 50035 }
const MESSAGES = /^\/channels\/\d+\/messages/

const card = (text: string, more: readonly Block[] = []): Card => ({
  title: 'Deploy',
  tone: 'neutral',
  blocks: [{ kind: 'text', text }, ...more],
})

/** A bot that is asked something in a thread that is there already. */
async function asked(painter?: { paint: () => Promise<Uint8Array> }) {
  const parts = await connected(undefined, painter ? { painter } : {})
  const { discord, inbox, chat } = parts
  const said = discord.mention('ana', 'deploy billionmail to staging')
  const { thread } = await discord.until(() => inbox.messages[0])
  discord.startThread(said)
  const post = (one: Card, key: string, mayExist = false) =>
    chat.post({ kind: 'thread', thread }, one, { key, mayExist })
  return { ...parts, thread, post, shown: () => discord.messages(said.id) }
}

test('a server that knows no components gets a classic message, and is not tried with them again', async () => {
  const { discord, chat, post, shown } = await asked()
  discord.failNext('POST', MESSAGES, REFUSED)
  const ref = await post(card('first'), 'k1')
  await post(card('second'), 'k2')
  await chat.edit(ref, card('third'))
  expect(shown().map(textOf)).toEqual(['### Deploy\nthird', '### Deploy\nsecond'])
  expect(discord.calls('POST', MESSAGES).map(({ body }) => body.flags)).toEqual([32_768, undefined, undefined])
  expect(discord.calls('PATCH', MESSAGES).map(({ body }) => body.flags)).toEqual([undefined])
})

test('a classic message of before is found after a crash, and its next edit makes it components', async () => {
  const { discord, chat, post, shown } = await asked()
  discord.failNext('POST', MESSAGES, REFUSED)
  const ref = await post(card('asked'), 'k1')
  discord.forgetNonces()
  expect(await post(card('asked'), 'k1', true)).toBe(ref)
  await chat.stop()
  const next = await connected(undefined, () => ({ token: discord.token, apiUrl: discord.apiUrl }))
  await next.chat.edit(ref, card('done'))
  expect(shown()[0]).toMatchObject({ content: '', embeds: [], flags: 32_768 })
  expect(shown().map(textOf)).toEqual(['### Deploy\ndone'])
})

test('one message that is refused does not turn the others into classic ones', async () => {
  const { discord, post } = await asked()
  await post(card('first'), 'k1')
  discord.failNext('POST', MESSAGES, REFUSED)
  await post(card('second'), 'k2')
  await post(card('third'), 'k3')
  expect(discord.calls('POST', MESSAGES).map(({ body }) => body.flags)).toEqual([32_768, 32_768, undefined, 32_768])
})

test('what is chosen in a menu is the press of that button', async () => {
  const { discord, inbox, post, shown } = await asked()
  const buttons = ['billing', 'payments'].map((label) => ({ id: `b-${label}`, label, style: 'plain' }) as const)
  await post(card('Which one?', [{ kind: 'buttons', buttons, menu: 'Which service?' }]), 'k1')
  const [menu] = shown()
  if (menu) discord.press('ana', menu, 'payments')
  expect(await discord.until(() => inbox.presses[0])).toMatchObject({ button: 'b-payments', by: discord.userId('ana') })
})

const TABLE: Block = {
  kind: 'table',
  columns: ['Minute', 'Errors'],
  rows: [['10:01', '0.1 %']],
  picture: { chart: { kind: 'bars', title: 'Errors', unit: '%', bars: [] }, alt: 'Errors stay low.' },
}
const GALLERY = { type: 12, items: [{ media: { url: 'attachment://chart.png' }, description: 'Errors stay low.' }] }

test('a chart goes with its message as a picture that says what it shows, with the rows below', async () => {
  let drawn = 0
  const paint = async (): Promise<Uint8Array> => new Uint8Array([++drawn])
  const { discord, chat, post } = await asked({ paint })
  const ref = await post(card('Errors', [TABLE]), 'k1')
  await chat.edit(ref, card('Errors', [TABLE]))
  for (const { body } of [...discord.calls('POST', MESSAGES), ...discord.calls('PATCH', MESSAGES)]) {
    expect(body.components[0].components).toContainEqual(GALLERY)
    expect(body.attached).toHaveLength(1)
    expect(JSON.stringify(body.components)).toContain('10:01')
  }
  expect(drawn).toBe(1)
})

test('a chart that cannot be drawn, or not be attached, leaves the table', async () => {
  const failing = await asked({ paint: () => Promise.reject(new Error('no font')) })
  await failing.post(card('Errors', [TABLE]), 'k1')
  const denied = await asked({ paint: async () => new Uint8Array([1]) })
  denied.discord.failNext('POST', MESSAGES, { status: 403, code: 50013 })
  await denied.post(card('Errors', [TABLE]), 'k1')
  for (const { shown } of [failing, denied]) {
    expect(JSON.stringify(shown()[0]?.components)).not.toContain('attachment://')
    expect(shown().map(textOf).join()).toContain('10:01')
  }
})

test('“Deploy this pull request” on a message asks for that, of the service that the repository is called after', async () => {
  const { discord, inbox } = await asked()
  const ana = discord.person('ana')
  const url = 'https://github.com/acme/billionmail/pull/42'
  const offered = await discord.until(() => discord.calls('PUT', /commands$/)[0])
  expect(JSON.stringify(offered.body)).toContain('Deploy this pull request')
  await ana.usesOn(await ana.says(`please look: ${url} :)`), 'Deploy this pull request')
  expect(await discord.until(() => inbox.messages[1])).toMatchObject({
    addressed: 'command',
    text: `deploy ${url}`,
    request: { intent: 'deploy.start', slots: { ref: url, service: 'billionmail' } },
  })
  await ana.usesOn(await ana.says('no link here'), 'Deploy this pull request')
  const [told] = await discord.until(() => discord.ephemerals().length > 0 && discord.ephemerals())
  expect(told?.content).toContain('no link to a pull request')
})
