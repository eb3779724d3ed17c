import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { StoreUnavailableError } from '../../src/ports/event-store.ts'
import { card, offering, settled, startChatAtTerminal } from './chat-at-terminal.ts'

const ENTER = '\r'
const CTRL_C = '\u0003'
const CTRL_D = '\u0004'
const UP = '\u001b[A'

test('the person is greeted with what to type, and can type at once', async () => {
  const { terminal } = await startChatAtTerminal({ columns: 80, rows: 24 })
  expect(terminal.screen()).toBe(
    [
      'Shipmate takes requests in plain words, asks before it changes anything, and',
      'does the work.',
      'What it does here is real but stays on this machine; everything is kept under',
      'our/data/.',
      'Try:  status  deploy storefront to staging  help',
      '(Tab completes, Ctrl-D leaves)',
      '',
      'you ›',
    ].join('\n'),
  )
  expect(terminal.cursor()).toEqual({ row: 7, column: 6 })
})

test('what is typed is a message said to the bot directly', async () => {
  const { inbox, types, chat } = await startChatAtTerminal()
  expect(chat.state()).toEqual({ connected: true })
  await types(`status${ENTER}`)
  await types(`status${ENTER}`)
  expect(inbox.messages[0]).toMatchObject({
    thread: 'terminal:main',
    by: 'terminal:you',
    addressed: 'direct',
    text: 'status',
  })
  const keys = inbox.messages.flatMap((message) => message.keys)
  expect(new Set(keys).size).toBe(2)
  expect(keys.every((key) => key.startsWith('terminal:'))).toBe(true)
  expect(chat.state().lastEventAt).toBeInstanceOf(Date)
})

test('two sessions never name two messages alike', async () => {
  const [one, other] = [await startChatAtTerminal(), await startChatAtTerminal()]
  await one.types(`status${ENTER}`)
  await other.types(`status${ENTER}`)
  expect(one.inbox.messages[0]?.keys).not.toEqual(other.inbox.messages[0]?.keys)
})

test('an empty line is not a message', async () => {
  const { inbox, types } = await startChatAtTerminal()
  await types(`${ENTER}   ${ENTER}`)
  expect(inbox.messages).toEqual([])
})

test('a number presses the button that has it, and the notice is shown', async () => {
  const { inbox, terminal, types, posts } = await startChatAtTerminal()
  await posts('a', offering('Deploy?', 'Confirm', 'Cancel'))
  inbox.answer = { notice: 'Only ana may confirm this.' }
  await types(`2${ENTER}`)
  expect(inbox.buttons()).toEqual(['id-Deploy?-Cancel'])
  expect(inbox.presses[0]).toMatchObject({ thread: 'terminal:main', by: 'terminal:you' })
  expect(terminal.screen()).toContain('you › 2\n\n┃ Only ana may confirm this.\n\nyou ›')
  expect(inbox.messages).toEqual([])
})

test('numbers count on from card to card, so each presses one button only', async () => {
  const { inbox, terminal, types, posts } = await startChatAtTerminal()
  await posts('a', offering('First?', 'Yes', 'No'))
  await posts('b', offering('Second?', 'Yes', 'No'))
  expect(terminal.screen()).toContain('┃ Second?\n┃ [3] Yes   [4] No')
  await types(`1${ENTER}3${ENTER}`)
  expect(inbox.buttons()).toEqual(['id-First?-Yes', 'id-Second?-Yes'])
})

test('the number of a button that is gone is never given to another, and pressing it says so', async () => {
  const { inbox, terminal, types, posts, edits } = await startChatAtTerminal()
  const first = await posts('a', offering('First?', 'Yes', 'No'))
  await edits(first, card('First: expired'))
  await types(`1${ENTER}`)
  expect(terminal.screen()).toContain('┃ [1] is no longer open.')
  await posts('b', offering('Second?', 'Yes', 'No'))
  await types(`1${ENTER}`)
  expect(terminal.screen()).toContain('┃ [1] is not open. Open now: [3] Yes   [4] No')
  expect(inbox.presses).toEqual([])
  expect(inbox.messages).toEqual([])
})

test('numbers count on from the session before, whose cards may still stand on the screen', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-choices-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const before = await startChatAtTerminal(undefined, join(folder, 'terminal-choices'))
  await before.posts('a', offering('First?', 'Yes', 'No'))
  await before.chat.stop()
  const { terminal, inbox, types, posts } = await startChatAtTerminal(undefined, join(folder, 'terminal-choices'))
  await posts('b', offering('Second?', 'Yes', 'No'))
  expect(terminal.screen()).toContain('┃ [3] Yes   [4] No')
  await types(`1${ENTER}`)
  expect(terminal.screen()).toContain('[1] is not open. Open now: [3] Yes   [4] No')
  expect(inbox.presses).toEqual([])
})

test('a card keeps its numbers while its buttons stay, and gets new ones when they change', async () => {
  const { terminal, inbox, types, posts, edits } = await startChatAtTerminal()
  const message = await posts('a', offering('Deploy?', 'Confirm', 'Cancel'))
  await edits(message, { ...offering('Deploy?', 'Confirm', 'Cancel'), footnote: '5 minutes left' })
  expect(terminal.screen()).toContain('[1] Confirm   [2] Cancel\n┃ 5 minutes left')
  await edits(message, offering('Deploy?', 'Cancel'))
  expect(terminal.screen()).toContain('[3] Cancel')
  await types(`1${ENTER}3${ENTER}`)
  expect(inbox.buttons()).toEqual(['id-Deploy?-Cancel'])
})

test('a number is something said when it never was a choice and none is open', async () => {
  const { inbox, types, posts, edits } = await startChatAtTerminal()
  await types(`3${ENTER}`)
  const message = await posts('a', offering('Deploy?', 'Confirm', 'Cancel'))
  await types(`3${ENTER}`)
  await edits(message, card('Done'))
  await types(`4${ENTER}`)
  expect(inbox.texts()).toEqual(['3', '4'])
})

test('a fault is told in its own words, and an unknown one without its details', async () => {
  const { inbox, terminal, types } = await startChatAtTerminal({ columns: 120, rows: 20 })
  inbox.fault = new StoreUnavailableError('connection refused')
  await types(`status${ENTER}`)
  expect(terminal.screen()).toContain(inbox.fault instanceof StoreUnavailableError ? inbox.fault.userMessage : '')
  inbox.fault = new Error('secret detail')
  await types(`status${ENTER}`)
  expect(terminal.screen()).toContain('Something went wrong on my side')
  expect(terminal.everything()).not.toContain('secret detail')
  inbox.fault = undefined
  await types(`status${ENTER}`)
  expect(inbox.texts()).toEqual(['status'])
})

test('messages are handed over in the order they were typed, however long one takes', async () => {
  const { inbox, types, chat } = await startChatAtTerminal()
  const { promise, resolve } = Promise.withResolvers<void>()
  const message = inbox.message.bind(inbox)
  inbox.message = async (said) => {
    if (said.text === 'one') await promise
    await message(said)
  }
  await types(`one${ENTER}two${ENTER}`)
  expect(inbox.texts()).toEqual([])
  const stopped = chat.stop()
  resolve()
  await stopped
  expect(inbox.texts()).toEqual(['one', 'two'])
})

test('pasted lines are one message, and only Enter sends it', async () => {
  const { inbox, types, pastes } = await startChatAtTerminal()
  await pastes('deploy billionmail\rto staging\r\n')
  expect(inbox.texts()).toEqual([])
  await types(`please${ENTER}`)
  expect(inbox.texts()).toEqual(['deploy billionmail\nto staging\nplease'])
  await pastes('status')
  await types(ENTER)
  expect(inbox.texts()[1]).toBe('status')
})

test('40,000 characters, every script and emoji arrive as typed', async () => {
  const { inbox, types, pastes } = await startChatAtTerminal()
  await pastes('x'.repeat(40_000))
  await types(ENTER)
  await types(`déployer 東京 🚢 👩‍👩‍👧 שלום${ENTER}`)
  expect(inbox.texts()).toEqual(['x'.repeat(40_000), 'déployer 東京 🚢 👩‍👩‍👧 שלום'])
})

test('the arrow up brings back what was said before', async () => {
  const { inbox, types } = await startChatAtTerminal()
  await types(`status${ENTER}`)
  await types(`${UP} of staging${ENTER}`)
  expect(inbox.texts()).toEqual(['status', 'status of staging'])
})

test.each([
  ['Ctrl-C', CTRL_C],
  ['Ctrl-D', CTRL_D],
])('%s leaves once, after what was said has been handed over', async (_, key) => {
  const { inbox, left, chat, types } = await startChatAtTerminal()
  await types(`status${ENTER}${key}`)
  expect(inbox.texts()).toEqual(['status'])
  expect(left()).toBe(1)
  expect(chat.state().connected).toBe(false)
  await chat.stop()
  expect(left()).toBe(1)
})

test('what still comes after the person has left is shown below', async () => {
  const { terminal, types, posts, edits } = await startChatAtTerminal()
  const message = await posts('a', card('Building', { tone: 'progress' }))
  await types(CTRL_D)
  await edits(message, card('Live', { tone: 'success' }))
  await posts('b', card('Bye'))
  expect(terminal.screen()).toMatch(/┃ Building\n\nyou ›\n┃ Live\n\n┃ Bye$/)
})

test('stopping ends the prompt without calling it leaving', async () => {
  const { chat, left, inbox, types } = await startChatAtTerminal()
  await chat.stop()
  await types(`status${ENTER}`)
  await settled()
  expect(left()).toBe(0)
  expect(inbox.messages).toEqual([])
})

test('a team is greeted with its own services', async () => {
  const services = Array.from({ length: 10 }, (_, index) => `service-${index}`)
  const { terminal } = await startChatAtTerminal({ columns: 120, rows: 24 }, undefined, services)
  expect(terminal.screen()).toContain('Your services:  service-0  service-1')
  expect(terminal.screen()).toContain('and 2 more')
  expect(terminal.screen()).not.toContain('stays on this machine')
})

const TAB = '\t'

test('Tab completes what can be asked for, and lists it where there are several', async () => {
  const { terminal, types, inbox } = await startChatAtTerminal()
  await types(`s${TAB}`)
  expect(terminal.screen()).toMatch(/you › status$/)
  await types(`${ENTER}d${TAB}`)
  expect(terminal.screen()).toMatch(/you › de$/)
  await types(TAB)
  expect(terminal.screen()).toMatch(/deploy {2}describe\n\nyou › de$/)
  await types(`p${TAB}${ENTER}`)
  expect(inbox.texts()).toEqual(['status ', 'deploy '])
})

test('Tab completes the names of services, environments and versions', async () => {
  const { terminal, types, inbox } = await startChatAtTerminal()
  inbox.names = { service: ['storefront', 'shipping'], environment: ['staging'], ref: ['v1.2.0'] }
  for (const keys of ['deploy sto', TAB, 'v', TAB, 'to stag', TAB]) await types(keys)
  expect(terminal.screen()).toMatch(/you › deploy storefront v1.2.0 to staging$/)
})

test('what is typed while names are looked for comes after what is found', async () => {
  const { terminal, types, inbox } = await startChatAtTerminal()
  inbox.names = { service: ['storefront'] }
  const { promise, resolve: found } = Promise.withResolvers<void>()
  inbox.found = promise
  await types(`deploy sto${TAB}x`)
  found()
  await settled()
  expect(terminal.screen()).toMatch(/you › deploy storefront x$/)
})

test('what cannot be completed stays as it is typed', async () => {
  const { terminal, types } = await startChatAtTerminal()
  await types(`deploy nothing-like-it${TAB}`)
  expect(terminal.screen()).toMatch(/you › deploy nothing-like-it$/)
})
