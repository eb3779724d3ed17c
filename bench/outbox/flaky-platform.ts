import { SLACK_POSTING_LIMITS } from '../../adapters/chat/slack/outgoing/posting-limits.ts'
import { type ChatPlatform, RateLimitedError } from '../../src/ports/chat-platform.ts'
import type { Clock } from '../../src/ports/clock.ts'

export interface Posted {
  readonly key: string
  readonly channel: string
  /** Milliseconds since 1970. */
  readonly at: number
}

export interface FlakyPlatform {
  readonly platform: ChatPlatform
  readonly posted: readonly Posted[]
  readonly refusals: { readonly tooFast: number; readonly failed: number; readonly unsure: number }
  /** Keys whose last try failed and that wait for the next. */
  readonly failing: ReadonlySet<string>
}

/** Of a hundred calls: refused with a Retry-After of 1 to 5 s, failed with a 500, and failed after the message was posted. */
const TOO_FAST = 3
const FAILED = 3
const UNSURE = 2

/** A chat that answers at once and holds everything in memory, and that fails now and then, always in the same way. */
export function createFlakyPlatform(clock: Pick<Clock, 'now'>): FlakyPlatform {
  const posted: Posted[] = []
  const refusals = { tooFast: 0, failed: 0, unsure: 0 }
  const failing = new Set<string>()
  const dice = createDice(19)
  const fail = (key: string, kind: 'failed' | 'unsure'): never => {
    refusals[kind] += 1
    failing.add(key)
    throw new Error('internal_error')
  }
  const platform: ChatPlatform = {
    name: 'slack',
    limits: SLACK_POSTING_LIMITS,
    async post(to, _, { key, mayExist }) {
      const channel = SLACK_POSTING_LIMITS.channelOf(to.kind === 'thread' ? to.thread : to.user)
      if (mayExist && posted.some((one) => one.key === key)) {
        failing.delete(key)
        return `${channel}:${key}`
      }
      const fate = dice(100)
      if (fate < TOO_FAST) {
        refusals.tooFast += 1
        throw new RateLimitedError('slack', (1 + dice(5)) * 1_000)
      }
      if (fate < TOO_FAST + FAILED) fail(key, 'failed')
      posted.push({ key, channel, at: clock.now().getTime() })
      if (fate < TOO_FAST + FAILED + UNSURE) fail(key, 'unsure')
      failing.delete(key)
      return `${channel}:${key}`
    },
    async edit() {},
  }
  return { platform, posted, refusals, failing }
}

/** Whole numbers below a limit, the same in every run. */
function createDice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
