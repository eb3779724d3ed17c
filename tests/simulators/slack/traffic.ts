import type { SimulatorClock } from '../clock.ts'
import type { Delivered, Delivery, Kind } from './delivery.ts'
import { rateLimitedPayload } from './events.ts'

/** Events of one workspace. https://docs.slack.dev/reference/events/app_rate_limited */
const EVENTS_AN_HOUR = 30_000
const HOUR_MS = 3_600_000

/** Everything on its way to the bot. */
export class Traffic {
  readonly #way: () => Delivery
  readonly #clock: SimulatorClock
  readonly #isCounting: boolean
  readonly #under = new Set<Promise<unknown>>()
  #hour = 0
  #events = 0
  #again: () => void = () => undefined

  constructor(way: () => Delivery, clock: SimulatorClock, isCounting: boolean) {
    this.#way = way
    this.#clock = clock
    this.#isCounting = isCounting
  }

  deliver(kind: Kind, payload: object, team = 'T1'): Promise<Delivered> {
    if (kind === 'events_api' && this.#isCounting && this.#isTooMuch()) return this.#leaveOut(team)
    this.#again = () => void this.deliver(kind, payload, team)
    const delivery = this.#way().deliver(kind, payload)
    this.#under.add(delivery)
    return delivery.finally(() => this.#under.delete(delivery))
  }

  /** Sends what was sent last once more, as Slack does when an acknowledgement was lost. */
  redeliver(): void {
    this.#again()
  }

  /** Resolves when nothing is on its way. */
  async settled(): Promise<void> {
    while (this.#under.size > 0) await Promise.allSettled(this.#under)
  }

  #isTooMuch(): boolean {
    const hour = Math.floor(this.#clock.now() / HOUR_MS)
    if (hour !== this.#hour) this.#events = 0
    this.#hour = hour
    this.#events += 1
    return this.#events > EVENTS_AN_HOUR
  }

  /** Slack says so once a minute at most; here once for the hour. */
  async #leaveOut(team: string): Promise<Delivered> {
    if (this.#events === EVENTS_AN_HOUR + 1)
      await this.#way().deliver('events_api', rateLimitedPayload(team, this.#clock.now()))
    return { acknowledged: false, tries: 0 }
  }
}
