import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { StoppingError, showThinking } from '../../src/conversation/show-thinking.ts'
import { messageStream } from '../../src/domain/message.ts'
import type { PendingMessage } from '../../src/domain/projections.ts'
import { openMemoryStore } from '../support/memory-store.ts'

const MESSAGE: PendingMessage = {
  ...{ message: 'm-1', correlationId: 'c-1', thread: 'slack:#ops/1', by: 'slack:ana' },
  ...{ groups: [], direct: false, text: 'deploy billionmail' },
}

async function thinking() {
  const store = await openMemoryStore()
  const clock = createHandClock(new Date('2026-03-02T09:00:00Z'))
  const stopping = new AbortController()
  const stream = messageStream(MESSAGE.message)
  const { message, correlationId, ...received } = MESSAGE
  const body = { type: 'message.received', message, received } as const
  await store.append({
    ...{ correlationId, actor: MESSAGE.by, at: clock.now() },
    streams: [{ stream, expectedVersion: 0, bodies: [body] }],
  })
  return {
    parts: { clock, store, log: pino({ level: 'silent' }), stopping: stopping.signal },
    stopping,
    passes: (ms: number) => clock.moveTo(new Date(clock.now().getTime() + ms)),
    shown: async () => (await store.readStream(stream)).map(({ body }) => body.type).includes('message.pondered'),
    close: () => store.close(),
  }
}

test('who waits for a model that never answers is let go when the bot stops', async () => {
  const { parts, stopping, close } = await thinking()
  const waiting = showThinking(parts, MESSAGE, () => new Promise(() => {}))
  stopping.abort(new StoppingError())
  await expect(waiting).rejects.toBeInstanceOf(StoppingError)
  await expect(showThinking(parts, MESSAGE, () => new Promise(() => {}))).rejects.toBeInstanceOf(StoppingError)
  await close()
})

test('rules show no thought, however long a busy machine takes for them', async () => {
  const { parts, passes, shown, close } = await thinking()
  const rules = Promise.withResolvers<string>()
  const judged = showThinking(parts, MESSAGE, () => rules.promise)
  passes(5_000)
  rules.resolve('go')
  expect(await judged).toBe('go')
  expect(await shown()).toBe(false)
  await close()
})

test('a thought is shown when a model has been asked for a while, however long its facts took', async () => {
  const { parts, passes, shown, close } = await thinking()
  const facts = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  const model = Promise.withResolvers<string>()
  const judged = showThinking(parts, MESSAGE, async (asking) => {
    await facts.promise
    asking()
    asked.resolve()
    return model.promise
  })
  passes(5_000)
  facts.resolve()
  await asked.promise
  passes(700)
  model.resolve('hold')
  expect(await judged).toBe('hold')
  expect(await shown()).toBe(true)
  await close()
})
