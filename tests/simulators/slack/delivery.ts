import type { SimulatorClock } from '../clock.ts'

/** What Slack sends to a bot. Only events are sent again; commands and presses have one try. */
export type Kind = 'events_api' | 'slash_commands' | 'interactive'

export interface Delivered {
  readonly acknowledged: boolean
  /** How often the bot got it. */
  readonly tries: number
  /** What it answered with, when it said more than yes. */
  readonly answer?: unknown
}

/** One way to the bot. */
export interface Delivery {
  /** Resolves when the bot has acknowledged, or Slack would try no more. */
  deliver(kind: Kind, payload: object): Promise<Delivered>
  stop(): void
}

/** Slack tries an event once and three times more. */
export const TRIES = 4

/** How long it waits for an acknowledgement. */
export const SLACK_WAITS_MS = 3_000

/** Before each further try: at once, after about a minute, after about five. */
export const RETRY_PAUSES_MS: readonly number[] = [0, 60_000, 300_000]
/** For tests in which nobody moves the clock. */
export const AT_ONCE_MS: readonly number[] = [0, 0, 0]

export interface DeliveryOptions {
  readonly clock: SimulatorClock
  readonly pausesMs: readonly number[]
}

/** Waits by that clock. */
export function pause(clock: SimulatorClock, ms: number): Promise<void> {
  return ms === 0 ? Promise.resolve() : new Promise((resolve) => clock.after(ms, resolve))
}
