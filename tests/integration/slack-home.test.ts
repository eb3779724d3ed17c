import { expect, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import type { Card } from '../../src/domain/card.ts'
import { connected } from '../simulators/slack/connected.ts'
import { homeOpened, homePress } from '../simulators/slack/surfaces.ts'

const START = new Date('2026-03-02T09:00:00Z')

const approval: Card = {
  ...{ title: 'Deploy billing v1.2.0 to production?', tone: 'warning' },
  blocks: [
    { kind: 'text', text: 'Ben asks for it.' },
    {
      kind: 'buttons',
      buttons: [
        { id: 'b-yes', label: 'Approve', style: 'primary' },
        { id: 'b-no', label: 'Reject', style: 'danger' },
      ],
    },
  ],
}
const saying = (text: string): Card => ({ tone: 'neutral', blocks: [{ kind: 'text', text }] })

/** Ana's page; `passes` lets time go by, and what it brings about end. */
async function atHome(page: readonly Card[] = [approval]) {
  const clock = createHandClock(START)
  const { slack, inbox, chat } = await connected('http', { config: { clock } })
  inbox.page = page
  const published = () => slack.calls('views.publish')
  return {
    ...{ slack, inbox, chat, published },
    last: () => published().at(-1)?.view ?? '',
    async opens(user = 'UANA') {
      const before = published().length
      await slack.deliver('events_api', homeOpened(user))
      await expect.poll(() => published().length).toBeGreaterThan(before)
    },
    async passes(ms: number) {
      clock.moveTo(new Date(clock.now().getTime() + ms))
      await new Promise(setImmediate)
    },
  }
}

test('whoever opens the Home tab gets a page of their own, with buttons', async () => {
  const { opens, published, inbox } = await atHome()
  await opens()
  expect(inbox.viewers).toEqual(['slack:UANA'])
  expect(published()).toMatchObject([{ user_id: 'UANA' }])
  const { type, blocks } = JSON.parse(published()[0]?.view ?? '{}')
  expect(type).toBe('home')
  expect(JSON.stringify(blocks)).toContain('Deploy billing v1.2.0 to production?')
  expect(JSON.stringify(blocks)).toContain('b-yes')
})

test('the tab of messages is not the Home tab', async () => {
  const { slack, inbox } = await atHome()
  expect(await slack.deliver('events_api', homeOpened('UANA', 'messages'))).toMatchObject({ acknowledged: true })
  expect(inbox.viewers).toEqual([])
})

test('a button there is pressed as in the thread, in the direct message with its person', async () => {
  const { opens, slack, inbox, last, published } = await atHome()
  await opens()
  inbox.page = [saying('Nothing is waiting.')]
  await slack.deliver('interactive', homePress('UANA', last(), 'b-yes'))
  expect(inbox.presses).toMatchObject([{ by: 'slack:UANA', button: 'b-yes', thread: 'slack:DANA' }])
  await expect.poll(() => published().length).toBe(2)
  expect(last()).toContain('Nothing is waiting.')
})

test('why a press there was refused stands at the top of that page alone', async () => {
  const { opens, slack, inbox, last, passes } = await atHome()
  await opens()
  inbox.answer = { notice: 'You may not approve your own change.' }
  await slack.deliver('interactive', homePress('UANA', last(), 'b-yes'))
  await expect.poll(last).toContain('You may not approve your own change.')
  expect(JSON.stringify(JSON.parse(last()).blocks[0])).toContain('You may not approve')
  expect(slack.ephemerals()).toEqual([])
  expect(slack.messages()).toEqual([])
  await passes(60_000)
  await expect.poll(last).not.toContain('You may not approve')
})

test('a sentence stays there when an older refresh ends after it', async () => {
  const { opens, slack, inbox, last, published, passes, chat } = await atHome()
  await opens()
  const reading = Promise.withResolvers<void>()
  const { home } = inbox
  inbox.home = async (viewer) => {
    inbox.home = home
    const page = await home(viewer)
    await reading.promise
    return page
  }
  chat.homeChanged?.()
  await passes(15_000)
  await expect.poll(() => inbox.viewers.length).toBe(2)
  inbox.answer = { notice: 'You may not approve your own change.' }
  await slack.deliver('interactive', homePress('UANA', last(), 'b-yes'))
  reading.resolve()
  await expect.poll(() => inbox.viewers.length).toBe(4)
  await expect.poll(() => published().length).toBeGreaterThan(1)
  await expect.poll(last).toContain('You may not approve')
})

test('a form opens from a press there, and what is wrong with it is said there', async () => {
  const { opens, slack, inbox, last } = await atHome()
  await opens()
  inbox.shows = {
    ...{ id: 'f-1', title: 'Reject', note: 'Say why.', send: 'Send', close: 'Close' },
    field: { label: 'Why', required: true },
  } as never
  await slack.deliver('interactive', homePress('UANA', last(), 'b-no', slack.trigger('t-1', 'UANA')))
  const [view] = slack.views()
  if (!view) throw new Error('no form has opened')
  inbox.formAnswer = { notice: 'It was answered meanwhile.' }
  await slack.send('UANA', view, 'too risky')
  expect(inbox.forms).toMatchObject([{ form: 'f-1', text: 'too risky', thread: 'slack:DANA' }])
  await expect.poll(last).toContain('It was answered meanwhile.')
})

test('what changes is shown within seconds, however often it changes, and not at all where it shows the same', async () => {
  const { opens, inbox, chat, passes, published, last } = await atHome()
  await opens()
  for (let change = 1; change <= 50; change += 1) chat.homeChanged?.()
  await passes(1_000)
  await expect.poll(() => inbox.viewers.length).toBe(2)
  expect(published()).toHaveLength(1)
  inbox.page = [saying('half done')]
  for (let change = 1; change <= 50; change += 1) chat.homeChanged?.()
  await passes(14_000)
  expect(published()).toHaveLength(1)
  await passes(1_000)
  await expect.poll(() => published().length).toBe(2)
  expect(last()).toContain('half done')
})

test('thirty open pages cost no more than twelve calls in a quarter of a minute', async () => {
  const { slack, inbox, chat, passes, published } = await atHome()
  for (let index = 1; index <= 30; index += 1) await slack.deliver('events_api', homeOpened(`U${index}`))
  await expect.poll(() => published().length).toBe(30)
  inbox.page = [saying('half done')]
  chat.homeChanged?.()
  await passes(1_000)
  await expect.poll(() => published().length).toBe(42)
  for (const all of [54, 60]) {
    await passes(15_000)
    await expect.poll(() => published().length).toBe(all)
  }
})

test('a page that was opened more than an hour ago is shown no more', async () => {
  const { opens, inbox, chat, passes } = await atHome()
  await opens()
  await passes(61 * 60_000)
  chat.homeChanged?.()
  await passes(15_000)
  expect(inbox.viewers).toHaveLength(1)
})

test('the longest page fits: what waits for an answer stays, the rest gives way', async () => {
  const { opens, last } = await atHome([approval, ...Array.from({ length: 90 }, (_, index) => saying(`part ${index}`))])
  await opens()
  const { blocks } = JSON.parse(last())
  expect(blocks.length).toBeLessThanOrEqual(100)
  expect(JSON.stringify(blocks)).toContain('b-yes')
  expect(JSON.stringify(blocks)).not.toContain('part 89')
})

test('a Home tab that is switched off harms nothing else', async () => {
  const { slack, inbox } = await atHome()
  slack.failNext('views.publish', 'not_enabled')
  expect(await slack.deliver('events_api', homeOpened('UANA'))).toMatchObject({ acknowledged: true })
  await slack.direct('UANA', 'status')
  expect(inbox.messages).toMatchObject([{ text: 'status' }])
})

test('versions stand there as text: Slack takes no native tables in a view', async () => {
  const table: Card = {
    ...{ title: 'What is live', tone: 'neutral' },
    blocks: [{ kind: 'table', columns: ['Service', 'staging'], rows: [['billing', 'v1.2.0']] }],
  }
  const { opens, last } = await atHome([table])
  await opens()
  expect(JSON.parse(last()).blocks.map(({ type }: { type: string }) => type)).not.toContain('table')
  expect(last()).toContain('v1.2.0')
})
