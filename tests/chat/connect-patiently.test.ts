import pino from 'pino'
import { expect, test, vi } from 'vitest'
import { connectPatiently } from '../../adapters/chat/connect-patiently.ts'
import { slackCapacity } from '../../adapters/chat/slack/cards/capacity.ts'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { sentenceCard } from '../../src/cards/sentence-card.ts'
import { ChatRefusedError, type ConnectedChat, UnreachableError } from '../../src/ports/chat-platform.ts'
import { SPEECH } from '../support/chat-speech.ts'

const log = pino({ level: 'silent' })
const to = { kind: 'thread', thread: 'slack:C1:1' } as const
const options = { key: 'reply-1', mayExist: false }

const POSTS = { of: ['post'], per: 'channel', perMinute: 60, burst: 4, reserve: 2 } as const
const BOUNDS = {
  capacity: slackCapacity(SPEECH.wordsIn('en').cards),
  limits: { limits: [POSTS], channelOf: (place: string) => place, workspaceOf: () => 'slack' },
}

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
    bounds: async () => BOUNDS,
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

test('what a message carries and how fast they go is known before the platform is there', async () => {
  const chat = await connectPatiently(connection([unreachable]))
  expect(chat.capacity).toBe(BOUNDS.capacity)
  expect(chat.limits?.limits).toEqual([POSTS])
  expect(chat.limits?.channelOf('slack:C1:1')).toBe('slack:C1:1')
})

test('until the platform is there, people have no settings and no names, nothing shows a thought, and Home can wait', async () => {
  const chat = await connectPatiently(connection([unreachable]))
  await expect(chat.locales?.localeOf('slack:U1')).rejects.toThrow(UnreachableError)
  await expect(chat.names?.nameOf('slack:U1')).rejects.toThrow(UnreachableError)
  expect(await chat.thinking?.('slack:C1:1', 'is thinking…')).toBeUndefined()
  chat.homeChanged?.()
})

test('a platform that comes late is asked for everything, whoever took hold of it before', async () => {
  const stop = async (): Promise<void> => {}
  const real: ConnectedChat = {
    ...slack(),
    limits: { limits: [POSTS], channelOf: () => 'slack:C1', workspaceOf: () => 'slack', listen: vi.fn() },
    threadUnder: (message) => `${message}:thread`,
    locales: { localeOf: async () => ({ locale: 'de-DE' }) },
    names: { nameOf: async () => 'Ana' },
    thinking: async () => stop,
    homeChanged: vi.fn(),
  }
  const given = connection([unreachable, () => real])
  const { limits, locales, names, thinking, threadUnder, homeChanged, state } = await connectPatiently(given)
  const hear = vi.fn()
  limits?.listen?.(hear)
  given.wait(2_000)
  await vi.waitFor(() => expect(state()).toEqual({ connected: true }))
  expect(real.limits?.listen).toHaveBeenCalledExactlyOnceWith(hear)
  expect(limits?.channelOf('slack:C1:1')).toBe('slack:C1')
  expect(threadUnder?.('slack:C1:2')).toBe('slack:C1:2:thread')
  expect(await locales?.localeOf('slack:U1')).toEqual({ locale: 'de-DE' })
  expect(await names?.nameOf('slack:U1')).toBe('Ana')
  expect(await thinking?.('slack:C1:1', 'is thinking…')).toBe(stop)
  homeChanged?.()
  expect(real.homeChanged).toHaveBeenCalledOnce()
})

test('a platform that comes late and says less than others leaves that out', async () => {
  const given = connection([unreachable])
  const chat = await connectPatiently(given)
  given.wait(2_000)
  await vi.waitFor(() => expect(chat.state()).toEqual({ connected: true }))
  expect(await chat.locales?.localeOf('slack:U1')).toEqual({})
  expect(await chat.names?.nameOf('slack:U1')).toBeUndefined()
  expect(await chat.thinking?.('slack:C1:1', 'is thinking…')).toBeUndefined()
  expect(chat.limits?.channelOf('slack:C1:1')).toBe('slack:C1:1')
  chat.homeChanged?.()
})
