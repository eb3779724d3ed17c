import { describe, expect, test } from 'vitest'
import type { Stored } from '../../src/domain/event.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { eventPayload, spokenEvent } from '../simulators/slack/payloads.ts'
import { describeOn, freshName, onDatabaseServer } from '../support/databases.ts'
import { ANA, type BotInSlack, startBotInSlack } from './bot-in-slack.ts'

const MENTIONS = 120

/**
 * Mentions the bot so often at once; gives the threads. What was not acknowledged is delivered again as Slack does it,
 * later and not all at once: on a busy machine even twins would be too many at a time to be acknowledged within 3 s.
 */
async function mentionAtOnce({ slack }: BotInSlack, count: number): Promise<readonly string[]> {
  const said = await Promise.all(Array.from({ length: count }, () => slack.mention(ANA, 'help', { forms: [] })))
  const text = `<@${slack.botUser}> help`
  const payloads = said.map(({ channel, ts }) =>
    eventPayload(spokenEvent('app_mention', { channel, ts, user: ANA, text, blocks: [], edits: 0 })),
  )
  const first = await Promise.all(payloads.map((payload) => slack.deliver('events_api', payload)))
  const left = payloads.filter((_, at) => !first[at]?.acknowledged)
  for (const payload of left) while (!(await slack.deliver('events_api', payload)).acknowledged) {}
  return said.map(({ ts }) => ts)
}

async function wholeLog({ app }: BotInSlack): Promise<readonly Stored<ShipmateEvent>[]> {
  const events: Stored<ShipmateEvent>[] = []
  for (;;) {
    const more = await app().store.readAll(events.at(-1)?.position ?? 0, 1_000)
    if (more.length === 0) return events
    events.push(...more)
  }
}

async function everyMentionOnce(env: Readonly<Record<string, string>>): Promise<void> {
  const bot = await startBotInSlack({ env })
  try {
    const threads = await mentionAtOnce(bot, MENTIONS)
    await Promise.all(threads.map((thread) => bot.slack.message(({ threadTs }) => threadTs === thread)))
    await bot.app().bot.settled()

    const events = await wholeLog(bot)
    const received = events.filter(({ body }) => body.type === 'message.received')
    expect(new Set(received.map(({ stream }) => stream)).size).toBe(received.length)
    expect(threads.map((thread) => bot.slack.messages({ threadTs: thread }).length)).toEqual(threads.map(() => 1))
    expect(received).toHaveLength(MENTIONS)
    for (const { stream, position } of received) {
      const handled = events.filter((event) => event.stream === stream && event.body.type === 'message.handled')
      expect(handled.map((event) => [event.version, event.position > position])).toEqual([[2, true]])
    }
    expect(events.map(({ position }) => position)).toEqual(
      events.map(({ position }) => position).toSorted((a, b) => a - b),
    )
  } finally {
    await bot.close()
  }
}

describe('many mentions at once are recorded once and answered once', () => {
  test('on the embedded database', () => everyMentionOnce({}))

  describeOn('TEST_DATABASE_URL', 'on PostgreSQL', (server) => {
    test('with its jobs there', () => onDatabase(server, (url) => everyMentionOnce({ DATABASE_URL: url })))

    describeOn('TEST_REDIS_URL', 'and Redis', (redis) => {
      test('with its jobs there', () =>
        onDatabase(server, (url) => everyMentionOnce({ DATABASE_URL: url, REDIS_URL: databaseOf(redis) })))
    })
  })
})

/** One of its own: the bot of another test must not take these jobs, nor this one theirs. */
function databaseOf(redis: string): string {
  return Object.assign(new URL(redis), { pathname: '/13' }).href
}

async function onDatabase(server: string, use: (url: string) => Promise<void>): Promise<void> {
  const name = freshName()
  await onDatabaseServer(server, `CREATE DATABASE ${name}`)
  try {
    await use(Object.assign(new URL(server), { pathname: `/${name}` }).href)
  } finally {
    await onDatabaseServer(server, `DROP DATABASE ${name} WITH (FORCE)`)
  }
}
