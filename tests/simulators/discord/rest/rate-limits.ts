import type { SimulatorClock } from '../../clock.ts'
import { ApiError } from './api-error.ts'

/**
 * Discord publishes no numbers for its routes, only the headers. These are the ones that its headers have said for years;
 * the first that matches counts. A bucket belongs to one channel, webhook or guild.
 */
const ROUTES: readonly (readonly [method: string, path: RegExp, limit: number, windowMs: number])[] = [
  ['POST', /^\/channels\/(\d+)\/messages$/, 5, 5_000],
  ['PATCH', /^\/channels\/(\d+)\/messages\/\d+$/, 5, 5_000],
  ['DELETE', /^\/channels\/(\d+)\/messages\/\d+$/, 5, 1_000],
  ['PUT', /^\/channels\/(\d+)\/messages\/\d+\/reactions/, 1, 250],
  ['POST', /^\/webhooks\/(\d+\/[^/]+)/, 5, 2_000],
  ['PATCH', /^\/webhooks\/(\d+\/[^/]+)/, 5, 2_000],
  ['POST', /^\/channels\/(\d+)/, 5, 5_000],
  ['GET', /^\/guilds\/(\d+)\/members\/\d+$/, 5, 1_000],
]

/** developers/topics/rate-limits.mdx. */
const GLOBAL = 50
const GLOBAL_WINDOW_MS = 1_000
const INVALID = 10_000
const INVALID_WINDOW_MS = 600_000

export interface RateLimits {
  /** Counts a request. @throws {ApiError} 429 when it is one too many. Returns the headers of its answer. */
  take(method: string, path: string): Readonly<Record<string, string>>
  /** Counts an answer that Discord holds against the bot. */
  answered(status: number, headers: Readonly<Record<string, string>>): void
}

interface Window {
  used: number
  endsAt: number
}

export const NO_RATE_LIMITS: RateLimits = { take: () => ({}), answered: () => undefined }

export function createRateLimits(clock: SimulatorClock): RateLimits {
  const windows = new Map<string, Window>()
  const windowOf = (name: string, lengthMs: number): Window => {
    const known = windows.get(name)
    if (known !== undefined && clock.now() < known.endsAt) return known
    const fresh = { used: 0, endsAt: clock.now() + lengthMs }
    windows.set(name, fresh)
    return fresh
  }
  const left = ({ endsAt }: Window): number => (endsAt - clock.now()) / 1_000

  return {
    take(method, path) {
      const banned = windowOf('invalid', INVALID_WINDOW_MS)
      if (banned.used >= INVALID) throw limited(left(banned), 'global', {})
      if (!isOfInteraction(path)) {
        const all = windowOf('global', GLOBAL_WINDOW_MS)
        if (all.used >= GLOBAL) throw limited(left(all), 'global', { 'x-ratelimit-global': 'true' })
        all.used++
      }
      return takeOfRoute(method, path, windowOf, left)
    },
    answered(status, headers) {
      const counts = [401, 403, 429].includes(status) && headers['x-ratelimit-scope'] !== 'shared'
      if (counts) windowOf('invalid', INVALID_WINDOW_MS).used++
    },
  }
}

function takeOfRoute(
  method: string,
  path: string,
  windowOf: (name: string, lengthMs: number) => Window,
  left: (window: Window) => number,
): Readonly<Record<string, string>> {
  const index = ROUTES.findIndex(([of, pattern]) => of === method && pattern.test(path))
  const found = ROUTES[index]
  if (found === undefined) return {}
  const [, pattern, limit, windowMs] = found
  const window = windowOf(`${index} ${pattern.exec(path)?.[1]}`, windowMs)
  const isOver = window.used >= limit
  if (!isOver) window.used++
  const headers = {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(limit - window.used),
    'x-ratelimit-reset': (window.endsAt / 1_000).toFixed(3),
    'x-ratelimit-reset-after': left(window).toFixed(3),
    'x-ratelimit-bucket': `bucket-${index}`,
  }
  if (isOver) throw limited(left(window), 'user', headers)
  return headers
}

/** developers/interactions/receiving-and-responding.mdx, Endpoints: not bound to the global limit. */
function isOfInteraction(path: string): boolean {
  return path.startsWith('/interactions/') || path.startsWith('/webhooks/')
}

/** The answer of Discord to one request too many. */
function limited(
  seconds: number,
  scope: 'user' | 'global' | 'shared',
  headers: Readonly<Record<string, string>>,
): ApiError {
  const message = 'You are being rate limited.'
  return new ApiError(429, 0, message, {
    headers: { ...headers, 'retry-after': String(Math.ceil(seconds)), 'x-ratelimit-scope': scope },
    body: { message, retry_after: seconds, global: scope === 'global' },
  })
}
