import { expect, test } from 'vitest'
import type { Form } from '../../src/domain/form.ts'
import { UnavailableError } from '../../src/ports/chat-platform.ts'
import { connected } from '../simulators/discord/connect.ts'

const FORM: Form = {
  id: 'btn-1',
  title: 'Approve with conditions',
  note: 'You approve CHG-1.',
  field: { label: 'Under which condition?', hint: 'For example: *none*', required: true },
  send: 'Approve',
  close: 'Cancel',
}

/** A message of the bot with a button that opens a form. */
async function withForm() {
  const parts = await connected()
  const { discord, inbox, chat } = parts
  discord.mention('ana', 'roll back')
  const { thread } = await discord.until(() => inbox.messages[0])
  const blocks = [{ kind: 'buttons', buttons: [{ id: 'btn-1', label: 'Conditions', style: 'plain' }] }] as const
  await chat.post({ kind: 'thread', thread }, { tone: 'neutral', blocks }, { key: 'k', mayExist: false })
  const [card] = discord.said()
  if (card === undefined) throw new Error('no card was posted')
  const opened: boolean[] = []
  inbox.onPress = async (_, showForm) => {
    opened.push((await showForm?.(FORM)) ?? false)
    return {}
  }
  return { ...parts, thread, card, opened }
}

test('a form opens for whoever pressed, and what they type arrives with the thread of the card', async () => {
  const { discord, inbox, thread, card, opened } = await withForm()
  discord.giveRoles('ben', '1300000000000000003')
  const press = discord.press('ben', card, 'Conditions')
  await discord.until(() => press.answered === 9)
  expect(press.modal).toMatchObject({ custom_id: 'btn-1', title: 'Approve with conditions' })
  const sent = discord.send('ben', press, card, 'Ana watches')
  await discord.until(() => sent.answered === 6)
  expect(opened).toEqual([true])
  expect(inbox.forms).toEqual([
    {
      keys: [`discord:interaction:${sent.id}`],
      thread,
      by: discord.userId('ben'),
      groups: ['discord:role:1300000000000000003'],
      locale: 'en-US',
      form: 'btn-1',
      text: 'Ana watches',
    },
  ])
})

test('what came of a form, or is wrong with it, is told to its person alone', async () => {
  const { discord, inbox, card } = await withForm()
  const press = discord.press('ben', card, 'Conditions')
  await discord.until(() => press.answered === 9)
  const told = async () => {
    const sent = discord.send('ben', press, card, '..')
    await discord.until(() => sent.answered === 4)
    return discord.ephemerals().at(-1)?.content
  }
  inbox.onForm = async () => ({ problem: 'Please type this in words.' })
  expect(await told()).toBe('Please type this in words.')
  inbox.onForm = async () => ({ notice: 'Already rejected by ana.' })
  expect(await told()).toBe('Already rejected by ana.')
  inbox.onForm = async () => {
    throw new UnavailableError('the database is down')
  }
  expect(await told()).toContain('My database does not answer')
})

test('a core that is slow with a form does not let it fail', async () => {
  const { discord, inbox, card } = await withForm()
  const press = discord.press('ben', card, 'Conditions')
  await discord.until(() => press.answered === 9)
  const gate = Promise.withResolvers<{ notice: string }>()
  inbox.onForm = () => gate.promise
  const sent = discord.send('ben', press, card, 'Ana watches')
  await discord.until(() => sent.answered === 6)
  expect(sent.answeredAfterMs).toBeLessThan(3_000)
  gate.resolve({ notice: 'Recorded.' })
  await discord.until(() => discord.ephemerals().at(-1)?.content === 'Recorded.')
})

test('a press whose token has died leaves the form to the thread', async () => {
  const { discord, card, opened, logged } = await withForm()
  discord.failNext('POST', /callback$/, { status: 404, code: 10062 })
  const press = discord.press('ben', card, 'Conditions')
  await discord.until(() => opened.length === 1)
  await discord.until(() => press.answered === 6)
  expect(opened).toEqual([false])
  expect(logged.join()).not.toContain(press.token)
})

test('a press that comes twice opens one form, and the thread does not ask besides', async () => {
  const { discord, card, opened } = await withForm()
  discord.failNext('POST', /callback$/, { status: 400, code: 40060 })
  discord.press('ben', card, 'Conditions')
  await discord.until(() => opened.length === 1)
  expect(opened).toEqual([true])
})

test('a press that was acknowledged already opens no form any more', async () => {
  const { discord, inbox, card, opened } = await withForm()
  const gate = Promise.withResolvers<void>()
  inbox.onPress = async (_, showForm) => {
    await gate.promise
    opened.push((await showForm?.(FORM)) ?? false)
    return {}
  }
  const press = discord.press('ben', card, 'Conditions')
  await discord.until(() => press.answered === 6)
  gate.resolve()
  await discord.until(() => opened.length === 1)
  expect(opened).toEqual([false])
})
