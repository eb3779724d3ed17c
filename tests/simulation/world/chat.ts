import type { Card } from '../../../src/domain/card.ts'
import type { UserId } from '../../../src/domain/ids.ts'
import type {
  ButtonPress,
  ConnectedChat,
  Destination,
  Inbox,
  IncomingMessage,
} from '../../../src/ports/chat-platform.ts'
import type { Chance } from '../chance.ts'
import type { Tally } from '../tally.ts'

/** A chat platform that outlives the bot and remembers everything it was given to show. */
export interface Chat {
  readonly name: string
  down: boolean
  /** How often it shows something and the bot never learns that it did. */
  losesAnswers: number
  /** How often something was shown. */
  readonly shown: number
  /** Every message, by the key it was posted under; more than one means that something was said twice. */
  readonly posted: ReadonlyMap<string, readonly ShownCard[]>
  /** Every button that was ever shown, the newest last. */
  readonly buttons: readonly ShownButton[]
  connect(inbox: Inbox): ConnectedChat
}

export type Delivery =
  | { readonly kind: 'message'; readonly message: IncomingMessage }
  | { readonly kind: 'press'; readonly press: ButtonPress }

interface ShownCard {
  readonly ref: string
  readonly place: string
  card: Card
}

export interface ShownButton {
  readonly id: string
  readonly label: string
  readonly place: string
  readonly key: string
  readonly style: string
}

/** Where only this person and the bot read. */
export const directPlace = (user: UserId): string => user.replace(':', ':@')

export function createChat(name: string, chance: Chance, tally: Tally): Chat {
  const posted = new Map<string, ShownCard[]>()
  const byRef = new Map<string, ShownCard & { readonly key: string }>()
  const buttons = new Map<string, ShownButton>()
  let shown = 0

  const note = (key: string, place: string, card: Card): void => {
    shown += 1
    for (const block of card.blocks)
      if (block.kind === 'buttons')
        for (const { id, label, style } of block.buttons)
          if (!buttons.has(id)) buttons.set(id, { id, label, place, key, style })
  }
  const orFail = (): void => {
    if (!chat.down) return
    tally.add('posts while the platform is down')
    throw new Error(`${name} does not answer`)
  }
  const answer = <Answer>(what: Answer): Answer => {
    if (chat.losesAnswers <= 0 || chance.happens(0.5)) return what
    chat.losesAnswers -= 1
    tally.add('answers of the platform lost')
    throw new Error(`the answer of ${name} was lost`)
  }
  const post = (to: Destination, card: Card, key: string, mayExist: boolean): string => {
    const before = posted.get(key) ?? []
    const found = mayExist ? before.at(-1) : undefined
    if (found) return found.ref
    const place = to.kind === 'thread' ? to.thread : directPlace(to.user)
    const one = { ref: `${name}:message-${byRef.size + 1}`, place, card }
    posted.set(key, [...before, one])
    byRef.set(one.ref, { ...one, key })
    note(key, place, card)
    return one.ref
  }

  const chat: Chat = {
    name,
    down: false,
    losesAnswers: 0,
    get shown() {
      return shown
    },
    posted,
    get buttons() {
      return [...buttons.values()]
    },
    connect: () => ({
      name,
      state: () => ({ connected: !chat.down }),
      async post(to, card, { key, mayExist }) {
        orFail()
        return answer(post(to, card, key, mayExist))
      },
      async edit(ref, card) {
        orFail()
        const one = byRef.get(ref)
        if (one) note(one.key, one.place, card)
        answer(undefined)
      },
      async stop() {},
    }),
  }
  return chat
}
