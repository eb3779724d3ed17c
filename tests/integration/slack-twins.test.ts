import { expect, test } from 'vitest'
import { readEvent } from '../../adapters/chat/slack/incoming/read-event.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { messageStream } from '../../src/domain/message.ts'
import { messageIdOf } from '../../src/domain/message-id.ts'
import { questionStream } from '../../src/domain/question.ts'
import { transact } from '../../src/runtime/transact.ts'
import { talking } from '../conversation/talking.ts'
import { openMemoryStore } from '../support/memory-store.ts'

const BOT = { botUser: 'U0SHIPMATE', botId: 'B0SHIPMATE' }
/** A mention that only `app_mention` shows to be one. */
const SAID = { channel: 'C1', user: 'U0ANA', text: '<@W0SHIPMATE> status', ts: '2.0', thread_ts: '1.0' }
const STREAM = messageStream(messageIdOf('slack:C1:2.0'))

const QUESTION: ShipmateEvent = {
  ...{ type: 'question.asked', question: 'q-1', thread: 'slack:C1:1.0', by: 'slack:U0ANA', groups: [], choices: [] },
  ...{ intent: 'deploy.start', slots: {}, slot: 'environment', prompt: 'Which environment?' },
  expiresAt: '2026-03-02T09:10:00Z',
}

async function inThread({ asked }: { readonly asked: boolean }) {
  const store = await openMemoryStore()
  const bot = talking(store)
  if (asked)
    await transact(
      store,
      { correlationId: 'c', actor: 'slack:U0ANA' },
      new Date('2026-03-02T09:00:00Z'),
      async ({ append }) => append(questionStream('q-1'), QUESTION),
    )
  const comes = async (type: string, eventId: string): Promise<void> => {
    const heard = readEvent({ ...SAID, type }, eventId, BOT)
    if (heard) await bot.message(heard.message)
  }
  const kinds = async () => (await store.readStream(STREAM)).map(({ body }) => body.type)
  const overheard = async () => (await store.readAll(0, 1_000)).filter(({ body }) => body.type === 'message.overheard')
  return { bot, comes, kinds, overheard }
}

test.each([
  ['app_mention', 'message', true],
  ['message', 'app_mention', true],
  ['app_mention', 'message', false],
  ['message', 'app_mention', false],
])(
  'a mention that shows only as app_mention is handled once: %s, then %s, after a question: %s',
  async (first, second, asked) => {
    const { bot, comes, kinds } = await inThread({ asked })
    await comes(first, 'Ev1')
    await comes(second, 'Ev2')
    await comes(first, 'Ev3')
    expect((await kinds()).filter((type) => type === 'message.received')).toHaveLength(1)
    await bot.loop.stop()
  },
)

test('words that came as a mention first are not overheard besides', async () => {
  const { bot, comes, kinds, overheard } = await inThread({ asked: true })
  await comes('app_mention', 'Ev1')
  await comes('message', 'Ev2')
  expect(await kinds()).toContain('message.received')
  expect(await overheard()).toEqual([])
  await bot.loop.stop()
})
