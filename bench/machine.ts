import { readFile } from 'node:fs/promises'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { Redis } from 'ioredis'
import pg from 'pg'
import type { Servers } from './setups.ts'

/** What the figures were measured on; without it they say nothing. */
export interface Machine {
  readonly cores: number
  readonly processor: string
  readonly memoryGb: number
  readonly system: string
  /** Processes that wanted to run when the bench began, over the last minute: above 0.5 others were at work. */
  readonly loadBefore: number
  readonly node: string
  readonly pglite: string
  readonly postgres?: string
  readonly redis?: string
}

export async function describeMachine(servers: Servers | undefined): Promise<Machine> {
  const processors = cpus()
  const [loadBefore = 0] = loadavg()
  return {
    cores: processors.length,
    processor: processors[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: `${type()} ${release()}`,
    loadBefore: Math.round(loadBefore * 10) / 10,
    node: process.version,
    pglite: await pgliteVersion(),
    ...(servers && { postgres: await postgresVersion(servers), redis: await redisVersion(servers) }),
  }
}

async function pgliteVersion(): Promise<string> {
  const file = new URL('../node_modules/@electric-sql/pglite/package.json', import.meta.url)
  return String(JSON.parse(await readFile(file, 'utf8')).version)
}

async function postgresVersion({ databaseUrl }: Servers): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version')
  await client.end()
  return rows[0]?.server_version ?? 'unknown'
}

async function redisVersion({ redisUrl }: Servers): Promise<string> {
  const redis = new Redis(redisUrl)
  const info = await redis.info('server')
  redis.disconnect()
  return /redis_version:(\S+)/.exec(info)?.[1] ?? 'unknown'
}
