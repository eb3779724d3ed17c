import type { SimulatorClock } from '../clock.ts'
import { CALLS_A_MINUTE, POSTS_A_SECOND, POSTS_AT_ONCE, TIERS } from './limits.ts'

const MINUTE_MS = 60_000

/** Counts the calls of each method in each workspace, and the posts of each channel. */
export class RateLimits {
  readonly #clock: SimulatorClock
  readonly #calls = new Map<string, number[]>()
  readonly #posts = new Map<string, { left: number; at: number }>()

  constructor(clock: SimulatorClock) {
    this.#clock = clock
  }

  /** @returns Whole seconds to wait when there were too many; undefined when the call is taken, which counts it. */
  take(team: string, method: string, channel: string): number | undefined {
    if (method === 'chat.postMessage') return this.#post(`${team}:${channel}`)
    const tier = TIERS[method]
    if (tier === undefined) return undefined
    const key = `${team}:${method}`
    const now = this.#clock.now()
    const recent = (this.#calls.get(key) ?? []).filter((at) => now - at < MINUTE_MS)
    this.#calls.set(key, recent)
    const oldest = recent.at(-CALLS_A_MINUTE[tier])
    if (oldest !== undefined) return Math.max(1, Math.ceil((oldest + MINUTE_MS - now) / 1_000))
    recent.push(now)
    return undefined
  }

  #post(key: string): number | undefined {
    const now = this.#clock.now()
    const before = this.#posts.get(key) ?? { left: POSTS_AT_ONCE, at: now }
    const left = Math.min(POSTS_AT_ONCE, before.left + ((now - before.at) / 1_000) * POSTS_A_SECOND)
    this.#posts.set(key, { left: left < 1 ? left : left - 1, at: now })
    return left < 1 ? 1 : undefined
  }
}
