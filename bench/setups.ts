import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import pg from 'pg'
import type { Home } from './bench-bot.ts'

/** One way to run the bot. */
export interface Setup {
  readonly name: string
  /** Gives an empty home to `use` and leaves nothing of it behind. */
  inNewHome<Result>(use: (home: Home) => Promise<Result>): Promise<Result>
}

/** PGlite in the data folder, and the queue on it: what runs when nothing is configured. */
export const EMBEDDED: Setup = {
  name: 'embedded',
  inNewHome: (use) => inNewFolder((folder) => use({ folder, env: {} })),
}

export const SERVERS_NAME = 'Redis + PostgreSQL'

export interface Servers {
  readonly databaseUrl: string
  readonly redisUrl: string
}

/** The servers that the tests use as well, if there are any. */
export function serversFrom(env: NodeJS.ProcessEnv): Servers | undefined {
  const { TEST_DATABASE_URL: databaseUrl, TEST_REDIS_URL: redisUrl } = env
  return databaseUrl && redisUrl ? { databaseUrl, redisUrl } : undefined
}

/** PostgreSQL and Redis. Each home has a database of its own there, and a Redis database that was empty. */
export function onServers(servers: Servers): Setup {
  return {
    name: SERVERS_NAME,
    inNewHome: (use) =>
      inNewFolder((folder) =>
        inNewDatabase(servers.databaseUrl, (databaseUrl) =>
          inEmptyRedis(servers.redisUrl, (redisUrl) =>
            use({ folder, env: { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl } }),
          ),
        ),
      ),
  }
}

/** PostgreSQL for the log and for the jobs. */
export function onPostgres({ databaseUrl }: Pick<Servers, 'databaseUrl'>): Setup {
  return {
    name: 'PostgreSQL',
    inNewHome: (use) =>
      inNewFolder((folder) => inNewDatabase(databaseUrl, (url) => use({ folder, env: { DATABASE_URL: url } }))),
  }
}

async function inNewFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'shipmate-bench-'))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function inNewDatabase<Result>(serverUrl: string, use: (url: string) => Promise<Result>): Promise<Result> {
  const name = `shipmate_bench_${randomBytes(6).toString('hex')}`
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  await ask(serverUrl, `CREATE DATABASE ${name}`)
  try {
    return await use(url.href)
  } finally {
    await ask(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`)
  }
}

async function ask(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Redis has this many databases unless configured otherwise. */
const REDIS_DATABASES = 16

async function inEmptyRedis<Result>(serverUrl: string, use: (url: string) => Promise<Result>): Promise<Result> {
  const redis = new Redis(serverUrl)
  try {
    const url = new URL(serverUrl)
    url.pathname = `/${await selectEmpty(redis)}`
    try {
      return await use(url.href)
    } finally {
      await redis.flushdb()
    }
  } finally {
    redis.disconnect()
  }
}

/** The last ones are used least. Nothing that is there already is ever touched. */
async function selectEmpty(redis: Redis): Promise<number> {
  for (let index = REDIS_DATABASES - 1; index >= 0; index--) {
    await redis.select(index)
    if ((await redis.dbsize()) === 0) return index
  }
  throw new Error('no database of this Redis is empty')
}
