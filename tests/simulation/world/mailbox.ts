import type { PressAnswer } from '../../../src/ports/chat-platform.ts'
import { UnavailableError } from '../../../src/ports/chat-platform.ts'
import type { Delivery } from './chat.ts'
import type { World } from './world.ts'

/** Hands over what people say and press, as platforms do: until it is acknowledged, and sometimes once more after that. */
export interface Mailbox {
  send(delivery: Delivery): void
  /** Delivers again what nobody has acknowledged. */
  sendUnacknowledged(): void
  /** Delivers something again that may have been acknowledged. */
  sendAgain(): void
  /** What only the person who pressed was told. */
  answerTo(delivery: Delivery): PressAnswer | undefined
  readonly waiting: number
}

export function createMailbox({ processes, chance, tally }: World): Mailbox {
  const all: Delivery[] = []
  const acknowledged = new Map<Delivery, PressAnswer>()
  const hand = (delivery: Delivery): void => {
    const inboxes = processes().flatMap(({ inbox }) => (inbox ? [inbox] : []))
    if (inboxes.length === 0) {
      tally.add('said while no process was there')
      return
    }
    const inbox = chance.oneOf(inboxes)
    const taken = delivery.kind === 'message' ? inbox.message(delivery.message) : inbox.press(delivery.press)
    taken.then(
      (answer) => acknowledged.set(delivery, answer ?? {}),
      (error: unknown) => {
        if (!(error instanceof UnavailableError)) throw error
        tally.add('said while the database was away')
      },
    )
  }
  const unacknowledged = (): readonly Delivery[] => all.filter((one) => !acknowledged.has(one))
  return {
    send(delivery) {
      all.push(delivery)
      hand(delivery)
    },
    sendUnacknowledged() {
      for (const one of unacknowledged()) hand(one)
    },
    sendAgain() {
      if (all.length === 0) return
      tally.add('messages and presses delivered again')
      hand(chance.happens(0.6) ? (all.at(-1) ?? chance.oneOf(all)) : chance.oneOf(all))
    },
    answerTo: (delivery) => acknowledged.get(delivery),
    get waiting() {
      return unacknowledged().length
    },
  }
}
