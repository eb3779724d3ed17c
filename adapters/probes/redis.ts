import { Redis } from 'ioredis'
import { failed, ok, reasonOf, type Verdict } from './verdict.ts'

const CONNECT_MS = 5_000

/** Whether Redis answers, and keeps what it is given: any other policy than noeviction may throw jobs away. */
export async function probeRedis(url: string): Promise<Verdict> {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: null,
    connectTimeout: CONNECT_MS,
    commandTimeout: CONNECT_MS,
  })
  // The calls below only throw that the connection is closed; why, they leave to this event.
  let broken: Error | undefined
  redis.on('error', (error) => {
    broken = error
  })
  try {
    await redis.connect()
    await redis.ping()
    return policyVerdict(await redis.info())
  } catch (error) {
    return failed(
      `Redis does not answer: ${reasonOf(broken ?? error)}.`,
      'Start it, or correct REDIS_URL (queue: in shipmate.yaml).',
    )
  } finally {
    redis.disconnect()
  }
}

/** What Redis says of itself (its INFO), judged. */
export function policyVerdict(info: string): Verdict {
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
