import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { Home } from '../bench-bot.ts'
import { type InstantSlack, startInstantSlack } from '../beside/instant-slack.ts'
import { post } from '../intake/post.ts'
import type { Setup } from '../setups.ts'
import { type Crew, startCrew } from './crew.ts'
import { type Spent, spentBy } from './processors.ts'

/** What so many processes did with the same messages. */
export interface CrewFigures {
  readonly processes: number
  readonly messages: number
  readonly seconds: number
  /** By process: messages it thought about, answers it posted. */
  readonly understood: readonly number[]
  readonly posted: readonly number[]
  readonly before: Spent
  readonly after: Spent
  /** Mentions that the log holds, that are handled in it, and those handled more than once. */
  readonly recorded: number
  readonly handled: number
  readonly handledTwice: number
  /** Threads with an answer, and those with more than one. */
  readonly answered: number
  readonly answeredTwice: number
}

export interface CrewSizes {
  /** Of each process. */
  readonly warmUp: number
  readonly messages: number
}

/** Under way at a time, whatever the number of processes. */
const AT_A_TIME = 64
const OK = 200
/** A second post would have come by then. */
const SETTLED_MS = 3_000

export function measureCrew(setup: Setup, processes: number, sizes: CrewSizes): Promise<CrewFigures> {
  return setup.inNewHome(async (home) => {
    const posts = new Map<string, string[]>()
    const slack = await startInstantSlack((mention, bot) => posts.set(mention, [...(posts.get(mention) ?? []), bot]))
    const crew = await startCrew(home, slack, processes)
    try {
      await askAll(slack, crew, sizes.warmUp * processes)
      await wait(SETTLED_MS)
      posts.clear()
      const knownBefore = crew.members.map((member) => member.understood())
      const before = await spentBy(crew, home)
      const began = performance.now()
      await askAll(slack, crew, sizes.messages)
      const seconds = (performance.now() - began) / 1_000
      const after = await spentBy(crew, home)
      await wait(SETTLED_MS)
      const all = [...posts.values()]
      return {
        processes,
        messages: sizes.messages,
        seconds,
        understood: crew.members.map((member, index) => member.understood() - (knownBefore[index] ?? 0)),
        posted: crew.members.map(({ name }) => all.flat().filter((bot) => bot === name).length),
        before,
        after,
        ...(await inLog(home, sizes.warmUp * processes)),
        answered: all.length,
        answeredTwice: all.filter((bots) => bots.length > 1).length,
      }
    } finally {
      await crew.stop()
      await slack.stop()
    }
  })
}

/** Mentions in threads of their own, to one process after the other as a load balancer sends them. */
async function askAll(slack: InstantSlack, { members }: Crew, count: number): Promise<void> {
  let sent = 0
  const person = async (): Promise<void> => {
    while (sent < count) {
      const member = members[sent % members.length]
      sent += 1
      const { payload, answered } = slack.mention('status')
      await Promise.all([answered, deliver(member?.events ?? '', payload)])
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, person))
}

/** Again until it is acknowledged, as Slack does, but at once. */
async function deliver(events: string, payload: object): Promise<void> {
  for (let retry = 0; (await post(events, payload, retry)) !== OK; retry += 1) await wait(100)
}

/** Without those of the warm-up. */
async function inLog({ env }: Home, warmUp: number) {
  const client = new pg.Client({ connectionString: env.DATABASE_URL })
  await client.connect()
  const { rows } = await client.query<{ recorded: number; handled: number; twice: number }>(
    `SELECT count(*) FILTER (WHERE received > 0)::int AS recorded, count(*) FILTER (WHERE handled > 0)::int AS handled,
       count(*) FILTER (WHERE handled > 1)::int AS twice
     FROM (SELECT count(*) FILTER (WHERE type = 'message.received') AS received,
             count(*) FILTER (WHERE type = 'message.handled') AS handled
           FROM shipmate.event WHERE type LIKE 'message.%' GROUP BY stream) AS message`,
  )
  await client.end()
  const [{ recorded = 0, handled = 0, twice = 0 } = {}] = rows
  return { recorded: recorded - warmUp, handled: handled - warmUp, handledTwice: twice }
}
