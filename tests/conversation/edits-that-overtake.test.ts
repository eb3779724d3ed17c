import { expect, test } from 'vitest'
import { messageIdOf } from '../../src/domain/message-id.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { talking } from './talking.ts'

const NAME = 'slack:C1:1.1'
const id = messageIdOf(NAME)
const SAID = {
  keys: [NAME],
  id,
  thread: 'slack:C1:1',
  by: 'slack:UANA',
  addressed: 'mention',
  text: 'old words',
} as const
const EDIT = { keys: [`${NAME}:edited:2`], message: id, by: 'slack:UANA', text: 'new words' }
const editedAt = (second: number) => ({
  keys: [`${NAME}:edited:${second}`],
  editedAt: new Date(`2026-03-02T08:59:0${second}Z`),
})
const DELETION = { keys: [`${NAME}:deleted`], message: id }
const NOW = new Date('2026-03-02T09:00:00Z')
const LONG_AGO = new Date(NOW.getTime() - 61 * 60_000)

async function conversing() {
  const store = await openMemoryStore()
  const { message, edited, deleted, loop, dealtWith } = talking(store)
  const types = async () => (await store.readAll(0, 100)).map(({ body }) => body.type)
  const settled = async () => {
    await loop.settled()
    return { dealtWith: await dealtWith(), types: await types() }
  }
  return { message, edited, deleted, settled, stop: () => loop.stop().then(() => store.close()) }
}

test('a message that was deleted before it came is not handled, however often both come', async () => {
  const bot = await conversing()
  for (let time = 0; time < 2; time += 1) await bot.deleted(DELETION)
  for (let time = 0; time < 2; time += 1) await bot.message(SAID)
  expect(await bot.settled()).toEqual({ dealtWith: [], types: [] })
  await bot.stop()
})

test('a message that was edited before it came is not handled, and its person is told to send it again', async () => {
  const bot = await conversing()
  await bot.edited(EDIT)
  for (let time = 0; time < 2; time += 1) await bot.message(SAID)
  expect(await bot.settled()).toEqual({ dealtWith: [], types: ['message.received', 'message.edited'] })
  await bot.edited({ ...EDIT, keys: [`${NAME}:edited:3`], text: 'newer words' })
  expect(await bot.settled()).toEqual({ dealtWith: [], types: ['message.received', 'message.edited'] })
  await bot.stop()
})

test('one that was edited and then deleted is gone', async () => {
  const bot = await conversing()
  await bot.edited(EDIT)
  await bot.deleted(DELETION)
  await bot.message(SAID)
  expect(await bot.settled()).toEqual({ dealtWith: [], types: [] })
  await bot.stop()
})

test('what came in its order is handled as ever, and no other message is held up', async () => {
  const bot = await conversing()
  await bot.deleted({ keys: ['slack:C1:9.9:deleted'], message: messageIdOf('slack:C1:9.9') })
  await bot.message(SAID)
  await bot.message(SAID)
  expect(await bot.settled()).toMatchObject({ dealtWith: ['old words'] })
  await bot.stop()
})

test('a change of an old message is not remembered, since that no longer comes', async () => {
  const bot = await conversing()
  await bot.deleted({ ...DELETION, saidAt: LONG_AGO })
  await bot.message(SAID)
  expect(await bot.settled()).toMatchObject({ dealtWith: ['old words'] })
  await bot.stop()
})

test('an older edit that comes late does not replace a newer one, nor does one of the same moment', async () => {
  const bot = await conversing()
  await bot.message(SAID)
  await bot.edited({ ...EDIT, ...editedAt(8), text: 'newest words' })
  await bot.edited({ ...EDIT, ...editedAt(7), text: 'older words' })
  await bot.edited({ ...EDIT, ...editedAt(8), keys: ['slack:event:Ev2'], text: 'other words' })
  expect(await bot.settled()).toMatchObject({ dealtWith: ['newest words'] })
  await bot.stop()
})

test('nor does it where the newer one has brought the first words back', async () => {
  const bot = await conversing()
  await bot.message(SAID)
  await bot.edited({ ...EDIT, ...editedAt(8), text: SAID.text })
  await bot.edited({ ...EDIT, ...editedAt(7), text: 'older words' })
  expect(await bot.settled()).toMatchObject({ dealtWith: ['old words'] })
  await bot.stop()
})

test('edits that come in their order are each read, also after one of which the platform told no time', async () => {
  const bot = await conversing()
  await bot.message(SAID)
  await bot.edited({ ...EDIT, ...editedAt(7), text: 'newer words' })
  await bot.edited({ ...EDIT, keys: ['slack:event:Ev3'], text: 'words of no time' })
  await bot.edited({ ...EDIT, ...editedAt(7), keys: ['slack:event:Ev2'], text: 'older words' })
  await bot.edited({ ...EDIT, ...editedAt(8), text: 'newest words' })
  expect(await bot.settled()).toMatchObject({ dealtWith: ['newest words'] })
  await bot.stop()
})
