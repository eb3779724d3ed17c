import pino from 'pino'
import { expect, test, vi } from 'vitest'
import { connectPatiently } from '../../adapters/chat/connect-patiently.ts'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { sentenceCard } from '../../src/cards/sentence-card.ts'
import { ChatRefusedError, type ConnectedChat, UnreachableError } from '../../src/ports/chat-platform.ts'

const log = pino({ level: 'silent' })
const to = { kind: 'thread', thread: 'slack:C1:1' } as const
const options = { key: 'reply-1', mayExist: false }

function slack(): ConnectedChat & { stopped: boolean } {
  return {
    name: 'slack',
    stopped: false,
    post: async () => 'slack:C1:2',
    edit: async () => {},
    state: () => ({ connected: true }),
    async stop() {
      this.stopped = true
    },
  }
}

function connection(attempts: (() => ConnectedChat)[]) {
  const clock = createHandClock(new Date('2026-03-10T10:00:00.000Z'))
  const connect = vi.fn(async () => (attempts.shift() ?? (() => slack()))())
  return {
    name: 'slack',
    clock,
    log,
    connect,
    wait: (ms: number) => clock.moveTo(new Date(clock.now().getTime() + ms)),
  }
}

const unreachable = (): never => {
  throw new Error('getaddrinfo ENOTFOUND slack.com')
}

test('a platform that is there at once is used as it is', async () => {
  const chat = slack()
  expect(await connectPatiently(connection([() => chat]))).toBe(chat)
})

test('a platform that refuses the bot ends the start', async () => {
  const refuse = (): never => {
    throw new ChatRefusedError('the token is not valid')
  }
  await expect(connectPatiently(connection([refuse]))).rejects.toThrow('the token is not valid')
})

test('while the platform cannot be reached nothing is posted, and once it is, everything goes through', async () => {
  const given = connection([unreachable, unreachable])
  const chat = await connectPatiently(given)
  expect(chat.state()).toEqual({ connected: false })
  await expect(chat.post(to, sentenceCard('hello'), options)).rejects.toThrow(UnreachableError)
  await expect(chat.groups?.groupsOf('slack:U1')).rejects.toThrow(UnreachableError)
  given.wait(2_000)
  await vi.waitFor(() => expect(given.clock.next()).toBeDefined())
  given.wait(4_000)
  await vi.waitFor(() => expect(chat.state()).toEqual({ connected: true }))
  expect(given.connect).toHaveBeenCalledTimes(3)
  expect(await chat.post(to, sentenceCard('hello'), options)).toBe('slack:C1:2')
  await chat.edit('slack:C1:2', sentenceCard('hello again'))
})

test('stopping while it waits calls the next try off', async () => {
  const given = connection([unreachable])
  const chat = await connectPatiently(given)
  await chat.stop()
  expect(given.clock.next()).toBeUndefined()
})
