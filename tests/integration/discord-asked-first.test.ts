import { expect, test } from 'vitest'
import { askedAnswer, askedIds } from '../../adapters/chat/discord/incoming/asked-ids.ts'
import { type AskedFirst, UnavailableError } from '../../src/ports/chat-platform.ts'
import { connected } from '../simulators/discord/connect.ts'
import type { Posted } from '../simulators/discord/world/world.ts'

const ASKS: AskedFirst = {
  title: 'Reject *agree*?',
  text: 'TASK-1 ends here.',
  yes: 'Reject',
  no: 'Go back',
  declined: 'Nichts wurde getan.',
  howToAnswer: 'Tippe ja oder nein.',
}

/** A card whose button asks before it counts, in a core that decides on what is pressed without asking. */
async function withAsking() {
  const parts = await connected()
  const { discord, inbox, chat } = parts
  discord.mention('ana', 'purge')
  const { thread } = await discord.until(() => inbox.messages[0])
  const blocks = [{ kind: 'buttons', buttons: [{ id: 'btn-1', label: 'Reject', style: 'danger' }] }] as const
  await chat.post({ kind: 'thread', thread }, { tone: 'neutral', blocks }, { key: 'k', mayExist: false })
  const [card] = discord.said()
  if (card === undefined) throw new Error('no card was posted')
  inbox.onPress = async ({ mayAsk }) => (mayAsk ? { asks: ASKS } : { notice: 'Rejected; the run ends here.' })
  const counted = () => inbox.presses.filter(({ mayAsk }) => !mayAsk)
  const asked = async (who = 'ben'): Promise<Posted> => {
    const press = discord.press(who, card, 'Reject')
    return discord.until(() => press.response)
  }
  return { ...parts, thread, card, counted, asked }
}

const buttonsOf = ({ components }: Posted) => components.flatMap((row) => row.components ?? [])

test('a button that asks first is answered with what it asks, which only its person sees', async () => {
  const { discord, counted, asked } = await withAsking()
  const question = await asked()
  expect(question.content).toBe('**Reject \\*agree\\*?**\nTASK-1 ends here.')
  expect(buttonsOf(question)).toMatchObject([
    { label: 'Reject', style: 4 },
    { label: 'Go back', style: 2 },
  ])
  expect(discord.ephemerals()).toEqual([question])
  expect(() => discord.press('ana', question, 'Reject')).toThrow('ana is another')
  expect(counted()).toEqual([])
})

test('its yes is the press of the original button, and the question says what came of it', async () => {
  const { discord, thread, counted, asked } = await withAsking()
  discord.giveRoles('ben', '1300000000000000003')
  const question = await asked()
  const yes = discord.press('ben', question, 'Reject')
  await discord.until(() => yes.answered === 7)
  expect(counted()).toEqual([
    {
      keys: [`discord:asked:${question.id}`],
      thread,
      by: discord.userId('ben'),
      groups: ['discord:role:1300000000000000003'],
      locale: 'en-US',
      button: 'btn-1',
    },
  ])
  expect(question).toMatchObject({ content: 'Rejected; the run ends here.', components: [] })
})

test('its no closes the question in the language that it was asked in, and reaches nobody', async () => {
  const { discord, counted, asked } = await withAsking()
  const question = await asked()
  const no = discord.press('ben', question, 'Go back')
  await discord.until(() => no.answered === 7)
  expect(question).toMatchObject({ content: 'Nichts wurde getan.', components: [] })
  expect(counted()).toEqual([])
})

test('a yes that comes twice is the same press, and takes nothing of its answer away', async () => {
  const { discord, inbox, counted, asked } = await withAsking()
  const question = await asked()
  const before = inbox.onPress
  inbox.onPress = async (press, form) => (counted().length > 1 ? {} : before(press, form))
  const both = [discord.press('ben', question, 'Reject'), discord.press('ben', question, 'Reject')]
  await discord.until(() => both.every(({ answered }) => answered !== undefined))
  const keys = counted().flatMap((press) => press.keys)
  expect(keys).toEqual([keys[0], keys[0]])
  expect(question).toMatchObject({ content: 'Rejected; the run ends here.', components: [] })
})

test('a yes that could not be recorded leaves the question open', async () => {
  const { discord, inbox, asked } = await withAsking()
  const question = await asked()
  const before = inbox.onPress
  inbox.onPress = async () => {
    throw new UnavailableError('the database is down')
  }
  const failed = discord.press('ben', question, 'Reject')
  await discord.until(() => failed.response?.content.includes('My database does not answer'))
  expect(buttonsOf(question)).toHaveLength(2)
  inbox.onPress = before
  const yes = discord.press('ben', question, 'Reject')
  await discord.until(() => yes.answered === 7)
  expect(question.content).toBe('Rejected; the run ends here.')
})

test('a core that is slow fails neither the question nor its answer', async () => {
  const { discord, inbox, card, asked } = await withAsking()
  const before = inbox.onPress
  const gate = Promise.withResolvers<void>()
  inbox.onPress = (press, form) => gate.promise.then(() => before(press, form))
  const press = discord.press('ben', card, 'Reject')
  await discord.until(() => press.answered === 6)
  gate.resolve()
  const question = await discord.until(() => discord.ephemerals()[0])
  expect(buttonsOf(question)).toHaveLength(2)
  const slow = Promise.withResolvers<void>()
  inbox.onPress = (again, form) => slow.promise.then(() => before(again, form))
  const yes = discord.press('ben', question, 'Reject')
  await discord.until(() => yes.answered === 6)
  slow.resolve()
  await discord.until(() => question.content === 'Rejected; the run ends here.')
  expect(question.components).toEqual([])
  expect(await asked()).not.toBe(question)
})

test('where threads are not allowed, the yes belongs to the conversation of the card', async () => {
  const { discord, inbox, chat } = await connected((server) => server.deny(server.general, 'createThreads'))
  discord.mention('ana', 'purge')
  const { thread } = await discord.until(() => inbox.messages[0])
  const blocks = [{ kind: 'buttons', buttons: [{ id: 'btn-1', label: 'Reject', style: 'danger' }] }] as const
  await chat.post({ kind: 'thread', thread }, { tone: 'neutral', blocks }, { key: 'k', mayExist: false })
  const card = await discord.until(() => discord.said()[0])
  inbox.onPress = async ({ mayAsk }) => (mayAsk ? { asks: ASKS } : {})
  const press = discord.press('ben', card, 'Reject')
  const question = await discord.until(() => press.response)
  const yes = discord.press('ben', question, 'Reject')
  await discord.until(() => yes.answered === 7)
  expect(inbox.presses.map((one) => one.thread)).toEqual([thread, thread])
  // The card shows what came of it, so the question only loses its buttons.
  expect(question).toMatchObject({ content: '**Reject \\*agree\\*?**\nTASK-1 ends here.', components: [] })
})

test('what the ids of a question say is read from them again, as long as they are', () => {
  const press = { button: 'b'.repeat(50), card: '1'.repeat(20), starter: '2'.repeat(20) }
  const { yes, no } = askedIds(press, 'Nothing was done. '.repeat(20))
  expect([yes.length, no.length]).toEqual([96, 100])
  expect(askedAnswer(yes)).toEqual({ kind: 'yes', press })
  expect(askedAnswer(no)).toMatchObject({ kind: 'no', declined: expect.stringContaining('Nothing was done.') })
  const own = { ...press, starter: press.card }
  expect(askedAnswer(askedIds(own, 'Nothing.').yes)).toEqual({ kind: 'yes', press: own })
  expect(askedAnswer('btn-1')).toBeUndefined()
})

test('a button that cannot be asked about does nothing, and its press is answered', async () => {
  const { discord, inbox, chat, thread } = await withAsking()
  const blocks = [{ kind: 'buttons', buttons: [{ id: 'b'.repeat(100), label: 'Stop', style: 'danger' }] }] as const
  await chat.post({ kind: 'thread', thread }, { tone: 'neutral', blocks }, { key: 'k2', mayExist: false })
  const card = discord.said().at(-1)
  if (card === undefined) throw new Error('no card was posted')
  const press = discord.press('ben', card, 'Stop')
  await discord.until(() => press.response?.content.includes('nothing was recorded'))
  expect(inbox.presses.every(({ mayAsk }) => mayAsk)).toBe(true)
})
