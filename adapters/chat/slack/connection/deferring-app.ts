import { App, type AppOptions, type ReceiverEvent } from '@slack/bolt'
import type { OwnIds } from '../incoming/read-event.ts'
import { SLACK_WAITS_MS } from '../limits.ts'
import { sinceMs } from '../within.ts'

const LEFT_OUT = 'slack left events out: more than 30,000 within an hour. What was said in that minute did not arrive'

/** Whose app something is for, where it is not for this one. */
export type Elsewhere = (body: unknown) => Promise<DeferringApp | undefined>

/**
 * Bolt acknowledges an event before its listeners run. This app does so after them, and not at all when one has thrown or
 * Slack has stopped waiting: then Slack delivers the event again instead of taking it as done. What no listener knows is
 * acknowledged too, so that a person does not see an error. It also knows when all that was taken in is done.
 */
export class DeferringApp extends App {
  lastEventAt: Date | undefined
  readonly #inHand = new Set<Promise<unknown>>()
  readonly #stopping = new AbortController()
  readonly self: OwnIds
  readonly #isForUs: (body: unknown) => Promise<boolean>
  #elsewhere: Elsewhere = async () => undefined

  /** @param isForUs What it is false of is acknowledged, and nobody hears of it. */
  constructor(self: OwnIds, isForUs: (body: unknown) => Promise<boolean>, options: AppOptions) {
    super(options)
    this.self = self
    this.#isForUs = isForUs
  }

  /** What comes over this connection for other workspaces is theirs. */
  passOn(elsewhere: Elsewhere): void {
    this.#elsewhere = elsewhere
  }

  override async processEvent(event: ReceiverEvent): Promise<void> {
    if (this.stopping.aborted) throw new Error('shipmate is stopping; slack is to deliver this again')
    this.lastEventAt = new Date()
    await this.keepInHand(this.#process(event))
  }

  async #process(event: ReceiverEvent): Promise<void> {
    const arrivedAt = arrivalOf(event)
    const other = await this.#elsewhere(event.body)
    if (other) return other.processEvent({ ...event, customProperties: { arrivedAt } })
    if (!(await this.#isForUs(event.body))) return event.ack()
    if (event.body.type === 'app_rate_limited') this.logger.error(LEFT_OUT)
    let acknowledge = async (): Promise<void> => event.ack()
    const ack: ReceiverEvent['ack'] = async (response) => {
      acknowledge = () => event.ack(response)
    }
    await super.processEvent({ ...event, ack, customProperties: { arrivedAt } })
    if (comesAgain(event) && sinceMs(arrivedAt) > SLACK_WAITS_MS) throw new Error('slack no longer waits')
    await acknowledge()
  }

  /** Aborted once nothing new is taken in. */
  get stopping(): AbortSignal {
    return this.#stopping.signal
  }

  /** Counts the work among what {@link close} waits for. */
  async keepInHand<T>(work: Promise<T>): Promise<T> {
    this.#inHand.add(work)
    try {
      return await work
    } finally {
      this.#inHand.delete(work)
    }
  }

  /** Takes nothing new in; resolves when everything in hand has ended. */
  async close(): Promise<void> {
    this.#stopping.abort()
    while (this.#inHand.size > 0) await Promise.allSettled(this.#inHand)
  }
}

/** When it reached this process, by `performance.now()`: the time until Slack gives up runs from there. */
function arrivalOf({ customProperties }: ReceiverEvent): number {
  const arrivedAt: unknown = customProperties?.arrivedAt
  return typeof arrivedAt === 'number' ? arrivedAt : performance.now()
}

/** Only events are delivered again; a late answer to a command or press does no harm. */
function comesAgain({ body }: ReceiverEvent): boolean {
  return body.type === 'event_callback'
}
