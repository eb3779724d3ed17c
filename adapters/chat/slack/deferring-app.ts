import { App, type AppOptions, type ReceiverEvent } from '@slack/bolt'

/**
 * Bolt acknowledges an event before its listeners run. This app does so after them, and not at all when one has thrown:
 * then Slack delivers the event again instead of taking it as done. It also knows when all that was taken in is done.
 */
export class DeferringApp extends App {
  lastEventAt: Date | undefined
  readonly #inHand = new Set<Promise<unknown>>()
  #closed = false
  /** The bot's own user id. */
  readonly botUser: string

  constructor(botUser: string, options: AppOptions) {
    super(options)
    this.botUser = botUser
  }

  override async processEvent(event: ReceiverEvent): Promise<void> {
    if (this.#closed) throw new Error('shipmate is stopping; slack is to deliver this again')
    this.lastEventAt = new Date()
    await this.keepInHand(this.#process(event))
  }

  async #process(event: ReceiverEvent): Promise<void> {
    let acknowledge = async (): Promise<void> => undefined
    const ack: ReceiverEvent['ack'] = async (response) => {
      acknowledge = () => event.ack(response)
    }
    await super.processEvent({ ...event, ack })
    await acknowledge()
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
    this.#closed = true
    while (this.#inHand.size > 0) await Promise.allSettled(this.#inHand)
  }
}
