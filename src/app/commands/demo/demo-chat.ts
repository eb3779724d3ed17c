import { randomUUID } from 'node:crypto'
import { renderCard } from '../../../../adapters/chat/terminal/render-card.ts'
import type { Card } from '../../../domain/card.ts'
import type { ConnectedChat, Inbox } from '../../../ports/chat-platform.ts'

/** A channel in this process, with people who speak from a script. Everything said is printed as it appears. */
export interface DemoChat extends ConnectedChat {
  says(person: string, text: string): Promise<void>
  /** Presses a button of the newest card that has one of this name; resolves to what the person alone is told. */
  presses(person: string, label: string): Promise<string | undefined>
  /** The first card after the last thing said that passes; rejects when none comes in time. */
  replied(passes: (card: Card) => boolean): Promise<Card>
  /** How many messages with this in their title stand in the channel. */
  count(title: string): number
}

/** A deployment of the demo takes a second or two; a machine under load gets plenty. */
const REPLY_WITHIN_MS = 30_000
const WIDTH = 88

export function createDemoChat(inbox: Inbox, print: (text: string) => void, colour: boolean): DemoChat {
  const cards = new Map<string, Card>()
  const order: string[] = []
  const waiting = new Set<() => void>()
  let saidAt = 0

  const show = (ref: string, card: Card): void => {
    cards.set(ref, card)
    for (const look of waiting) look()
  }
  const draw = (card: Card): void => {
    const { lines } = renderCard(card, { width: WIDTH, colour, firstChoice: 1 })
    print(`\n${lines.join('\n')}\n`)
  }

  return {
    name: 'demo',
    state: () => ({ connected: true }),
    stop: async () => {},
    async post(to, card) {
      // What people are told directly repeats the channel; the demo reads the channel.
      if (to.kind === 'direct') return 'demo:direct'
      const ref = `demo:${order.length}`
      order.push(ref)
      draw(card)
      show(ref, card)
      return ref
    },
    async edit(ref, card) {
      if (cards.has(ref)) show(ref, card)
    },
    async says(person, text) {
      print(`\n${person} › ${text}\n`)
      saidAt = order.length
      await inbox.message({
        keys: [`demo:${randomUUID()}`],
        thread: 'demo:ops',
        by: `demo:${person}`,
        name: person,
        addressed: 'mention',
        text,
      })
    },
    async presses(person, label) {
      print(`\n${person} presses [${label}]\n`)
      const { notice } = await inbox.press({
        keys: [`demo:${randomUUID()}`],
        thread: 'demo:ops',
        by: `demo:${person}`,
        button: buttonCalled(
          label,
          order.map((ref) => cards.get(ref)),
        ),
      })
      if (notice !== undefined) print(`  (only ${person} sees) ${notice}\n`)
      return notice
    },
    replied(passes) {
      const { promise, resolve, reject } = Promise.withResolvers<Card>()
      const look = (): void => {
        const found = order
          .slice(saidAt)
          .map((ref) => cards.get(ref))
          .find((card) => card !== undefined && passes(card))
        if (found) resolve(found)
      }
      const late = setTimeout(() => reject(new Error('no such reply came')), REPLY_WITHIN_MS)
      waiting.add(look)
      look()
      return promise.finally(() => {
        clearTimeout(late)
        waiting.delete(look)
      })
    },
    count: (title) => [...cards.values()].filter((card) => card.title?.includes(title)).length,
  }
}

/** Buttons that are gone from their card stay pressable here by their old id, as a second click of a double click is. */
function buttonCalled(label: string, cards: readonly (Card | undefined)[]): string {
  for (const card of cards.toReversed()) {
    for (const block of card?.blocks ?? []) {
      const button = block.kind === 'buttons' ? block.buttons.find((one) => one.label === label) : undefined
      if (button) return button.id
    }
  }
  throw new Error(`no card has a button “${label}”`)
}
