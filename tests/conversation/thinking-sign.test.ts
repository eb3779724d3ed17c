import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { showThinking } from '../../src/conversation/show-thinking.ts'
import { messageStream } from '../../src/domain/message.ts'
import type { PendingMessage } from '../../src/domain/projections.ts'
import type { StopThinking } from '../../src/ports/chat-platform.ts'
import { openMemoryStore } from '../support/memory-store.ts'

const MESSAGE: PendingMessage = {
  ...{ message: 'm-1', correlationId: 'c-1', thread: 'slack:DANA', by: 'slack:UANA' },
  ...{ groups: [], direct: true, text: 'warum ist das letzte Deployment fehlgeschlagen?', language: 'de' as const },
}

/** @param sign What the platform makes of it. */
async function thinking(sign: () => Promise<StopThinking | undefined>) {
  const store = await openMemoryStore()
  const clock = createHandClock(new Date('2026-03-02T09:00:00Z'))
  const { message, correlationId, ...received } = MESSAGE
  await store.append({
    ...{ correlationId, actor: MESSAGE.by, at: clock.now() },
    streams: [
      {
        stream: messageStream(message),
        expectedVersion: 0,
        bodies: [{ type: 'message.received', message, received }],
      },
    ],
  })
  const signs: string[] = []
  const model = Promise.withResolvers<string>()
  const parts = {
    ...{ clock, store, log: pino({ level: 'silent' }) },
    thinking: (_: string, words: string) => {
      signs.push(words)
      return sign()
    },
  }
  let grows = (): void => {}
  const answer = showThinking(parts, MESSAGE, (asking, growing) => {
    asking()
    grows = growing
    return model.promise
  })
  return {
    ...{ signs, answer },
    grows: () => grows(),
    answers: () => model.resolve('the image was not found'),
    async passes(ms: number) {
      clock.moveTo(new Date(clock.now().getTime() + ms))
      await new Promise(setImmediate)
    },
    isPondered: async () =>
      (await store.readStream(messageStream(MESSAGE.message))).some(({ body }) => body.type === 'message.pondered'),
    close: () => store.close(),
  }
}

test('where the platform shows that an answer is coming, no message says it, and the sign goes with the answer', async () => {
  let stopped = 0
  const ana = await thinking(async () => async () => void stopped++)
  await ana.passes(699)
  expect(ana.signs).toEqual([])
  await ana.passes(1)
  expect(ana.signs).toEqual(['denkt nach…'])
  expect(stopped).toBe(0)
  ana.answers()
  expect(await ana.answer).toBe('the image was not found')
  expect(stopped).toBe(1)
  expect(await ana.isPondered()).toBe(false)
  await ana.close()
})

test('where it shows nothing there, a message says it', async () => {
  const ana = await thinking(async () => undefined)
  await ana.passes(700)
  ana.answers()
  await ana.answer
  expect(await ana.isPondered()).toBe(true)
  await ana.close()
})

test('an answer waits for no sign that is slow, and takes it away once it is there', async () => {
  const slow = Promise.withResolvers<StopThinking | undefined>()
  const taken = Promise.withResolvers<void>()
  const ana = await thinking(() => slow.promise)
  await ana.passes(700)
  ana.answers()
  expect(await ana.answer).toBe('the image was not found')
  slow.resolve(async () => taken.resolve())
  await expect(taken.promise).resolves.toBeUndefined()
  expect(await ana.isPondered()).toBe(false)
  await ana.close()
})

test('a text that grows stands in a message, whatever the platform shows', async () => {
  const ana = await thinking(async () => async () => {})
  await ana.passes(700)
  ana.grows()
  ana.grows()
  ana.answers()
  await ana.answer
  expect(await ana.isPondered()).toBe(true)
  await ana.close()
})
