import { setTimeout as wait } from 'node:timers/promises'
import { openEmbeddedStore } from '../../adapters/store/embedded.ts'
import { openPostgresStore } from '../../adapters/store/postgres.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { projections } from '../../src/domain/projections.ts'
import type { Store } from '../../src/ports/event-store.ts'
import { eventPayload, spokenEvent } from '../../tests/simulators/slack/payloads.ts'
import { type SlackServer, startSlackServer } from '../../tests/simulators/slack/server.ts'
import type { Home } from '../bench-bot.ts'
import { type DatabaseProxy, startDatabaseProxy } from './database-proxy.ts'
import { post } from './post.ts'
import { type BotAtSlack, startBotAtSlack } from './running-bot.ts'

/** What became of a number of mentions that were delivered at once. */
export interface Burst {
  readonly mentions: number
  /** Of the first tries, in milliseconds: acknowledged in time, refused, and not answered within Slack's three seconds. */
  readonly acknowledged: readonly number[]
  readonly refused: readonly number[]
  readonly unanswered: number
  /** Mentions in the log when Slack had delivered again what was not acknowledged, and those there more than once. */
  readonly recorded: number
  readonly doubled: number
  /** Mentions with an answer in their thread, and how long until the last of them. */
  readonly answered: number
  readonly answeredAfterMs: number
  /** How long `/health` took meanwhile, each time; infinite where it took more than {@link HEALTH_PATIENCE_MS}. */
  readonly healthMs: readonly number[]
}

const HEALTH_PATIENCE_MS = 10_000
const HEALTH_EVERY_MS = 100
/** Slack waits a minute before its second retry; here it is a second, so that the bench ends. */
const RETRY_EVERY_MS = 1_000
const PEOPLE = 100
const OK = 200

/** What is wrong with the database while the mentions come; only one on a server can be so. */
export interface Trouble {
  /** So much longer each answer of it takes, in milliseconds. */
  readonly delayMs: number
  /** So long it refuses connections from the first mention on, in milliseconds. */
  readonly awayMs: number
}

/** Mentions the bot so often at once, each in a thread of its own, and delivers again as Slack does until all are taken. */
export async function burst(home: Home, mentions: number, trouble: Trouble): Promise<Burst> {
  const slack = await startSlackServer({ limits: 'off' })
  const url = home.env.DATABASE_URL
  const database = url === undefined ? undefined : await startDatabaseProxy(url)
  try {
    const bot = await startBotAtSlack(
      database ? { ...home, env: { ...home.env, DATABASE_URL: database.url } } : home,
      slack,
    )
    const health = watchHealth(bot)
    const began = performance.now()
    const [firstTries] = await Promise.all([deliverAll(bot, slack, mentions), make(trouble, database)])
    database?.slowDown(0)
    const answered = await untilAnswered(slack, mentions)
    const answeredAfterMs = performance.now() - began
    const healthMs = await health()
    await bot.stop()
    return { mentions, ...firstTries, ...(await recordedIn(home)), answered, answeredAfterMs, healthMs }
  } finally {
    await database?.stop()
    await slack.stop()
  }
}

async function make({ delayMs, awayMs }: Trouble, database: DatabaseProxy | undefined): Promise<void> {
  database?.slowDown(delayMs)
  if (awayMs > 0) await database?.takeAway(awayMs)
}

type Try = { readonly kind: 'acknowledged' | 'refused' | 'unanswered'; readonly ms: number }

async function deliverAll(bot: BotAtSlack, slack: SlackServer, mentions: number) {
  const tries = await Promise.all(
    Array.from({ length: mentions }, async (_, index) => {
      const user = `U${index % PEOPLE}`
      const { channel, ts } = await slack.mention(user, 'help', { forms: [] })
      const text = `<@${slack.botUser}> help`
      const payload = eventPayload(spokenEvent('app_mention', { channel, ts, user, text, blocks: [], edits: 0 }))
      const first = await deliver(bot, payload, 0)
      for (let retry = 1, last = first; last.kind !== 'acknowledged'; retry += 1) {
        await wait(RETRY_EVERY_MS)
        last = await deliver(bot, payload, retry)
      }
      return first
    }),
  )
  const msOf = (kind: Try['kind']) => tries.filter((one) => one.kind === kind).map(({ ms }) => ms)
  return { acknowledged: msOf('acknowledged'), refused: msOf('refused'), unanswered: msOf('unanswered').length }
}

async function deliver(bot: BotAtSlack, payload: object, retry: number): Promise<Try> {
  const began = performance.now()
  const status = await post(bot.events, payload, retry)
  const ms = performance.now() - began
  if (status === undefined) return { kind: 'unanswered', ms }
  return { kind: status === OK ? 'acknowledged' : 'refused', ms }
}

/** How many threads have an answer, once all have or nothing has come for a while. */
async function untilAnswered(slack: SlackServer, mentions: number): Promise<number> {
  let answered = -1
  for (;;) {
    const now = new Set(slack.messages().map(({ threadTs }) => threadTs)).size
    if (now === mentions || now === answered) return now
    answered = now
    await wait(15_000 / 3)
  }
}

/** Asks for `/health` ten times a second; what is returned stops and says how long each took. */
function watchHealth({ health }: BotAtSlack): () => Promise<readonly number[]> {
  let stopped = false
  const times: number[] = []
  const watching = (async () => {
    while (!stopped) {
      const began = performance.now()
      const answer = await fetch(health, { signal: AbortSignal.timeout(HEALTH_PATIENCE_MS) }).catch(() => undefined)
      await answer?.arrayBuffer()
      times.push(answer?.status === 200 ? performance.now() - began : Number.POSITIVE_INFINITY)
      await wait(HEALTH_EVERY_MS)
    }
  })()
  return async () => {
    stopped = true
    await watching
    return times
  }
}

async function recordedIn({ folder, env }: Home): Promise<{ recorded: number; doubled: number }> {
  const url = env.DATABASE_URL
  const opened = await (url ? openPostgresStore({ url, projections }) : openEmbeddedStore({ folder, projections }))
  try {
    const threads = await threadsIn(opened.store)
    return { recorded: new Set(threads).size, doubled: threads.length - new Set(threads).size }
  } finally {
    await opened.store.close()
  }
}

async function threadsIn(store: Store<ShipmateEvent>): Promise<readonly string[]> {
  const threads: string[] = []
  for (let after = 0; ; ) {
    const events = await store.readAll(after, 1_000)
    for (const { body } of events) if (body.type === 'message.received') threads.push(body.received.thread)
    const last = events.at(-1)
    if (last === undefined) return threads
    after = last.position
  }
}
