import { Redis } from 'ioredis'
import { failed, ok, type Verdict } from './verdict.ts'

const CONNECT_MS = 5_000

/** Whether Redis answers, and keeps what it is given: any other policy than noeviction may throw jobs away. */
export async function probeRedis(url: string): Promise<Verdict> {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: null,
    connectTimeout: CONNECT_MS,
    commandTimeout: CONNECT_MS,
  })
  // What goes wrong is also thrown by the calls below.
  redis.on('error', () => {})
  try {
    await redis.connect()
    await redis.ping()
    return policyVerdict(await redis.info())
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return failed(`Redis does not answer: ${reason}.`, 'Start it, or correct REDIS_URL (queue: in shipmate.yaml).')
  } finally {
    redis.disconnect()
  }
}

function policyVerdict(info: string): Verdict {
  const version = fieldOf(info, 'redis_version') ?? 'of unknown version'
  const policy = fieldOf(info, 'maxmemory_policy') ?? 'unknown'
  if (policy === 'noeviction') return ok(`Redis ${version}`)
  return failed(
    `Redis ${version} may throw jobs away when its memory is full: maxmemory-policy is ${policy}.`,
    'Set maxmemory-policy noeviction in redis.conf.',
  )
}

function fieldOf(info: string, name: string): string | undefined {
  return info.match(new RegExp(`^${name}:(.*)$`, 'm'))?.[1]?.trim()
}
