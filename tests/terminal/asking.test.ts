import { expect, test } from 'vitest'
import { offering, startChatAtTerminal } from './chat-at-terminal.ts'

const ENTER = '\r'
const ASKS = {
  title: 'Reject agree?',
  text: 'TASK-1 ends here.',
  yes: 'Reject',
  no: 'Go back',
  declined: 'Nothing was done.',
  howToAnswer: 'Type yes (Reject) or no (Go back).',
}

/** A card with a button that asks before it counts. */
async function withAsking() {
  const parts = await startChatAtTerminal()
  const { inbox, posts } = parts
  await posts('a', offering('Purge?', 'Reject'))
  inbox.answer = { asks: ASKS }
  const counted = () => inbox.presses.filter(({ mayAsk }) => !mayAsk).map(({ button }) => button)
  return { ...parts, counted }
}

test('a button that asks first says what to type, and counts after a yes', async () => {
  const { inbox, terminal, types, counted } = await withAsking()
  await types(`1${ENTER}`)
  expect(terminal.screen()).toContain('┃ Reject agree?\n┃ TASK-1 ends here.\n┃ Type yes (Reject) or no (Go back).')
  expect(counted()).toEqual([])
  inbox.answer = { notice: 'Rejected; the run ends here.' }
  await types(`yes${ENTER}`)
  expect(counted()).toEqual(['id-Purge?-Reject'])
  expect(terminal.screen()).toContain('Rejected; the run ends here.')
  expect(inbox.messages).toEqual([])
})

test('a no does nothing, and says so', async () => {
  const { inbox, terminal, types, counted } = await withAsking()
  await types(`1${ENTER}nein${ENTER}`)
  expect(terminal.screen()).toContain('Nothing was done.')
  expect(counted()).toEqual([])
  expect(inbox.messages).toEqual([])
})

test('something else is no answer: nothing is done, and it is said to the bot', async () => {
  const { inbox, terminal, types, counted } = await withAsking()
  await types(`1${ENTER}status${ENTER}`)
  expect(terminal.screen()).toContain('Nothing was done.')
  expect(inbox.texts()).toEqual(['status'])
  await types(`yes${ENTER}`)
  expect(inbox.texts()).toEqual(['status', 'yes'])
  expect(counted()).toEqual([])
})

test('another button pressed meanwhile closes what the first one asked', async () => {
  const { inbox, types, posts, counted } = await withAsking()
  await types(`1${ENTER}`)
  await posts('b', offering('Deploy?', 'Confirm'))
  inbox.answer = {}
  await types(`2${ENTER}yes${ENTER}`)
  expect(inbox.buttons()).toEqual(['id-Purge?-Reject', 'id-Deploy?-Confirm'])
  expect(counted()).toEqual([])
  expect(inbox.texts()).toEqual(['yes'])
})
