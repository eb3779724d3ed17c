import { Redis } from 'ioredis'
import pg from 'pg'
import type { Home } from '../bench-bot.ts'
import { processorMsOf } from '../processor-time.ts'
import type { Crew } from './crew.ts'

/** Milliseconds of processor time so far. */
export interface Spent {
  /** Of each process of the bot. */
  readonly bots: readonly number[]
  readonly postgres: number
  readonly redis: number
  /** Who sends and the scripted Slack. */
  readonly bench: number
}

export async function spentBy({ members }: Crew, { env }: Pick<Home, 'env'>): Promise<Spent> {
  const { user, system } = process.cpuUsage()
  return {
    bots: await Promise.all(members.map(({ pid }) => processorMsOf(pid))),
    postgres: await ofSessions(env.DATABASE_URL ?? ''),
    redis: await ofRedis(env.REDIS_URL ?? ''),
    bench: (user + system) / 1_000,
  }
}

/** Of the sessions that the bots have now; a server on another machine is not counted. */
async function ofSessions(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>(
    'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  )
  await client.end()
  const times = await Promise.all(rows.map(({ pid }) => processorMsOf(pid).catch(() => 0)))
  return sum(times)
}

async function ofRedis(url: string): Promise<number> {
  const redis = new Redis(url)
  const info = await redis.info('cpu')
  redis.disconnect()
  const seconds = [...info.matchAll(/^used_cpu_(?:sys|user):([\d.]+)/gm)].map(([, value]) => Number(value))
  return sum(seconds) * 1_000
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
