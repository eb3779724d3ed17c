import { expect, test } from 'vitest'
import { createOwnMessages } from '../../src/conversation/own-messages.ts'
import type { PendingMessage } from '../../src/domain/projections.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const LATER = new Date(NOW.getTime() + 10_000)

function pending(message: string, thread = `slack:C1:${message}`): PendingMessage {
  const said = { thread, by: 'slack:UANA', name: 'ana', groups: [], direct: false, text: 'help' }
  return { ...said, message, correlationId: message, receivedAt: NOW.toISOString() }
}

/** A process that has started on an empty log, and what waits from then on; the newest last. */
async function started() {
  let waiting: readonly PendingMessage[] = []
  const own = createOwnMessages(async () => waiting.toReversed())
  await own.look(NOW)
  return {
    own,
    waits: (...messages: readonly PendingMessage[]) => {
      waiting = messages
    },
    look: async (at: Date) => {
      const { messages, heldUp } = await own.look(at)
      return { messages: messages.map(({ message }) => message), heldUp }
    },
  }
}

test('a process handles what it took in, and leaves to others what they took in', async () => {
  const { own, waits, look } = await started()
  own.add('mine')
  waits(pending('theirs'), pending('mine'))
  expect(await look(NOW)).toEqual({ messages: ['mine'], heldUp: false })
})

test('what another process has not handled after ten seconds is taken over', async () => {
  const { waits, look } = await started()
  waits(pending('theirs'))
  expect((await look(new Date(LATER.getTime() - 1))).messages).toEqual([])
  expect((await look(LATER)).messages).toEqual(['theirs'])
})

test('a process that starts takes over everything that waits, at once and for good', async () => {
  const left = [pending('left-1'), pending('left-2')]
  const own = createOwnMessages(async () => left.toReversed())
  expect((await own.look(NOW)).messages).toEqual(left)
  expect((await own.look(NOW)).messages).toEqual(left)
})

test('a message waits for an earlier one of its thread that another process has in hand', async () => {
  const { own, waits, look } = await started()
  own.add('second')
  waits(pending('first', 'slack:C1:1'), pending('second', 'slack:C1:1'))
  expect(await look(NOW)).toEqual({ messages: [], heldUp: true })
  waits(pending('second', 'slack:C1:1'))
  expect(await look(NOW)).toEqual({ messages: ['second'], heldUp: false })
})

test('what was taken in while the list was being read is not forgotten', async () => {
  const answer = Promise.withResolvers<readonly PendingMessage[]>()
  let waiting: Promise<readonly PendingMessage[]> = Promise.resolve([])
  const own = createOwnMessages(() => waiting)
  await own.look(NOW)
  waiting = answer.promise
  const looking = own.look(NOW)
  own.add('meanwhile')
  answer.resolve([])
  await looking
  waiting = Promise.resolve([pending('meanwhile')])
  expect((await own.look(NOW)).messages.map(({ message }) => message)).toEqual(['meanwhile'])
})

test('a message of an earlier version, which did not note when it came, is taken over at once', async () => {
  const { waits, look } = await started()
  const { receivedAt: _, ...old } = pending('old')
  waits(old)
  expect((await look(NOW)).messages).toEqual(['old'])
})
