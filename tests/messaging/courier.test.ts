import { expect, test } from 'vitest'
import { createHandClock, type HandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { sentenceCard } from '../../src/cards/sentence-card.ts'
import { startCourier } from '../../src/messaging/courier.ts'
import {
  type ChatPlatform,
  type PostOptions,
  RateLimitedError,
  UndeliverableError,
} from '../../src/ports/chat-platform.ts'
import type { DueMessage, Outbox, Taken, Urgency } from '../../src/ports/outbox.ts'
import type { PostingLimit } from '../../src/ports/posting-limits.ts'
import { noTracing } from '../../src/ports/tracing.ts'

interface Row {
  readonly text: string
  readonly revision: number
  readonly shown: number
  readonly ref?: string
  readonly shownAt?: Date
  readonly attempted: boolean
  readonly failures: number
  readonly retryAt?: Date
  readonly givenUp?: string
  readonly deleted?: number
}

const NOTHING: Taken = { messages: [], isMore: false, nextAt: undefined }

/** One message in an outbox that holds nothing else. */
function outboxOf(first: string, urgency: Urgency) {
  let row: Row = { text: first, revision: 1, shown: 0, attempted: false, failures: 0 }
  const outbox: { -readonly [Part in keyof Outbox]: Outbox[Part] } = {
    isShared: false,
    narrate: async () => ({ claimed: [], isMore: true }),
    async updateDraft() {},
    async take({ now, editsApartMs }) {
      const editableAt = row.shownAt && new Date(row.shownAt.getTime() + editsApartMs)
      const nextAt = [row.retryAt, editableAt].find((at) => at !== undefined && at > now)
      if (row.shown === row.revision || row.givenUp !== undefined) return NOTHING
      if (nextAt) return { ...NOTHING, nextAt }
      const message: DueMessage = {
        key: 'status-TASK-1',
        to: { kind: 'thread', thread: 'slack:C1:1' },
        card: sentenceCard(row.text),
        urgency,
        correlationId: 'c1',
        revision: row.revision,
        attempted: row.attempted,
        failures: row.failures,
        ...(row.ref !== undefined && { ref: row.ref }),
        ...(row.deleted !== undefined && { deleted: row.deleted }),
      }
      row = { ...row, attempted: true }
      return { ...NOTHING, messages: [message] }
    },
    async renew() {},
    async markDelivered(_, revision, ref, now) {
      row = { ...row, shown: revision, ref, shownAt: now, attempted: false, failures: 0 }
      return row.revision !== revision
    },
    async postpone({ attempted }, until) {
      row = { ...row, attempted, retryAt: until }
    },
    async markFailed(_, __, retryAt) {
      row = { ...row, failures: row.failures + 1, retryAt }
    },
    async giveUp(_, revision, why, reason) {
      const isLast = row.revision === revision
      if (isLast) row = { ...row, givenUp: `${why}: ${reason}` }
      return isLast
    },
    async postAgain() {
      const { ref: _, shownAt: __, ...rest } = row
      row = { ...rest, shown: 0, deleted: (row.deleted ?? 0) + 1, attempted: false }
    },
  }
  return {
    outbox,
    row: () => row,
    become(text: string) {
      row = { ...row, text, revision: row.revision + 1 }
    },
  }
}

function recordingPlatform(clock: HandClock, failures: unknown[] = [], limits: readonly PostingLimit[] = []) {
  const said: string[] = []
  const options: PostOptions[] = []
  const say = (what: string): void => {
    const failure = failures.shift()
    if (failure) throw failure
    said.push(`${clock.now().toISOString().slice(17, 23)} ${what}`)
  }
  const textOf = (card: Parameters<ChatPlatform['edit']>[1]): string =>
    card.blocks.map((block) => (block.kind === 'text' ? block.text : '')).join()
  const platform: ChatPlatform = {
    name: 'slack',
    limits: { limits, channelOf: () => 'slack:C1', workspaceOf: () => 'slack' },
    async post(_, card, given) {
      options.push(given)
      say(`post ${textOf(card)}`)
      return 'slack:C1:2'
    },
    async edit(_, card) {
      say(`edit ${textOf(card)}`)
    },
  }
  return { platform, said, options }
}

function start(
  first: string,
  failures: unknown[] = [],
  isShared = false,
  limits: readonly PostingLimit[] = [],
  urgency: Urgency = 'progress',
) {
  const clock = createHandClock(new Date('2026-03-10T10:00:00.000Z'))
  const box = outboxOf(first, urgency)
  box.outbox.isShared = isShared
  const chat = recordingPlatform(clock, failures, limits)
  const faults: unknown[] = []
  const courier = startCourier({
    platform: chat.platform,
    outbox: box.outbox,
    clock,
    tracing: noTracing,
    onError: (error) => faults.push(error),
  })
  const advance = (ms: number): void => clock.moveTo(new Date(clock.now().getTime() + ms))
  const become = (text: string): void => {
    box.become(text)
    courier.wake()
  }
  return { advance, courier, faults, failures, ...box, writtenElsewhere: box.become, become, ...chat }
}

test('changes that follow one another quickly are one edit, a second and a half after the last one', async () => {
  const { advance, courier, become, said } = start('queued')
  await courier.settled()
  become('building')
  await courier.settled()
  advance(1_000)
  become('starting')
  await courier.settled()
  become('healthy')
  await courier.settled()
  advance(500)
  await courier.settled()
  expect(said).toEqual(['00.000 post queued', '01.500 edit healthy'])
})

test('a platform that asks to wait is left alone for just that long', async () => {
  const { advance, courier, said } = start('hello', [new RateLimitedError('slack', 7_000)])
  await courier.settled()
  advance(6_999)
  await courier.settled()
  expect(said).toEqual([])
  advance(1)
  await courier.settled()
  expect(said).toEqual(['07.000 post hello'])
})

test('an answer that a platform refused for its pace was not tried, and counts as no failure', async () => {
  const { advance, courier, options, row } = start('hello', [new RateLimitedError('slack', 7_000)])
  await courier.settled()
  advance(7_000)
  await courier.settled()
  expect(options.map(({ mayExist }) => mayExist)).toEqual([false, false])
  expect(row().failures).toBe(0)
})

test('edits go no faster than the platform takes them, and the newest card is what goes', async () => {
  const { advance, courier, become, said } = start('0', [], false, [
    { of: ['edit'], per: 'workspace', perMinute: 10, burst: 1, reserve: 0 },
  ])
  await courier.settled()
  for (let second = 1; second <= 14; second += 1) {
    advance(1_000)
    become(String(second))
    await courier.settled()
  }
  expect(said).toEqual(['00.000 post 0', '02.000 edit 1', '08.000 edit 7', '14.000 edit 13'])
})

test('a try whose end is not known makes the next one ask the platform first', async () => {
  const { advance, courier, options, said, row } = start('hello', [new Error('socket hang up')])
  await courier.settled()
  advance(60_000)
  await courier.settled()
  expect(options.map(({ mayExist }) => mayExist)).toEqual([false, true])
  expect(said.length).toBe(1)
  expect(row().failures).toBe(0)
})

test('what could not be recorded is looked for on the platform when its claim is over', async () => {
  const { advance, courier, options, outbox, said, row } = start('hello')
  const { markDelivered } = outbox
  outbox.markDelivered = outbox.markFailed = async () => {
    throw new Error('the database is away')
  }
  await courier.settled()
  outbox.markDelivered = markDelivered
  advance(29_999)
  await courier.settled()
  expect(options.map(({ mayExist }) => mayExist)).toEqual([false])
  advance(1)
  await courier.settled()
  expect(options.map(({ mayExist }) => mayExist)).toEqual([false, true])
  expect(said).toEqual(['00.000 post hello', '30.000 post hello'])
  expect(row().shown).toBe(1)
})

test('what was perhaps posted by a process that is gone shows what has changed since', async () => {
  const { advance, courier, outbox, said, writtenElsewhere } = start('Confirm?')
  const { markDelivered } = outbox
  outbox.markDelivered = outbox.markFailed = async () => {
    throw new Error('killed')
  }
  await courier.settled()
  outbox.markDelivered = markDelivered
  writtenElsewhere('Confirmed.')
  advance(30_000)
  await courier.settled()
  advance(1_500)
  await courier.settled()
  expect(said.at(-1)).toBe('31.500 edit Confirmed.')
})

test('an outbox that others write to is looked at without being woken', async () => {
  const { advance, courier, said, writtenElsewhere } = start('hello', [], true)
  await courier.settled()
  writtenElsewhere('queued')
  advance(4_999)
  await courier.settled()
  expect(said).toEqual(['00.000 post hello'])
  advance(1)
  await courier.settled()
  expect(said).toEqual(['00.000 post hello', '05.000 edit queued'])
})

test('what can never be delivered is given up, with the reason kept', async () => {
  const { advance, courier, row, faults } = start('hello', [new UndeliverableError('channel_not_found')])
  await courier.settled()
  advance(24 * 60 * 60 * 1_000)
  await courier.settled()
  expect(row().givenUp).toContain('channel_not_found')
  expect(faults.length).toBe(1)
})

const DELETED = () => new UndeliverableError('slack refused: message_not_found', { why: 'message-deleted' })

test('an answer that somebody has deleted is posted once more when it changes, under another key', async () => {
  const { advance, courier, become, said, failures, options } = start('failed', [], false, [], 'answer')
  await courier.settled()
  failures.push(DELETED())
  become('failed, and here is why')
  await courier.settled()
  advance(1_500)
  await courier.settled()
  expect(said).toEqual(['00.000 post failed', '01.500 post failed, and here is why'])
  expect(options.map(({ key }) => key)).toEqual(['status-TASK-1', 'status-TASK-1~1'])
})

test('progress that somebody has deleted is not posted again, and the outbox says why', async () => {
  const { advance, courier, become, said, failures, row } = start('building')
  await courier.settled()
  failures.push(DELETED())
  become('starting')
  await courier.settled()
  advance(1_500)
  await courier.settled()
  expect(said).toEqual(['00.000 post building'])
  expect(row().givenUp).toContain('message-deleted')
})

test('a message that is deleted each time is left alone after the third', async () => {
  const { advance, courier, become, said, failures, row } = start('0', [], false, [], 'answer')
  await courier.settled()
  for (let count = 1; count <= 5; count += 1) {
    failures.push(DELETED())
    become(String(count))
    await courier.settled()
    advance(1_500)
    await courier.settled()
    failures.length = 0
  }
  expect(said.filter((one) => one.includes('post'))).toHaveLength(4)
  expect(row().givenUp).toContain('message-deleted')
})

test('pauses grow with each failure and the message is delivered in the end', async () => {
  const { advance, courier, said } = start(
    'hello',
    [1, 2, 3, 4].map((n) => new Error(`fault ${n}`)),
  )
  await courier.settled()
  for (let waited = 0; waited < 60; waited++) {
    advance(500)
    await courier.settled()
  }
  // Half a second, one, two and four: seven and a half seconds in all.
  expect(said).toEqual(['07.500 post hello'])
})
