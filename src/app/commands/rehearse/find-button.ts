import { directPlace, isDirect } from '../../../../adapters/rehearsal/places.ts'
import type { TimelineEntry } from '../../../../adapters/rehearsal/timeline-entry.ts'
import type { Button, Card } from '../../../domain/card.ts'
import type { MessageRef, UserId } from '../../../domain/ids.ts'
import { wordsOf } from './draw.ts'

export interface FoundButton {
  readonly id: string
  readonly place: string
}

interface ShownMessage {
  readonly place: string
  /** What it has shown, the newest last. */
  readonly cards: readonly Card[]
}

/**
 * The button with this label on the newest card that shows one; else on the newest that once did, since people press
 * what was on their screen a moment ago. A card in a channel counts before a copy of it in a direct message, whichever
 * came first: messages of two places have no order. Nobody sees the direct messages of others.
 * @param of Only on a card that has shown these words.
 */
export function findButton(
  happenings: readonly TimelineEntry[],
  by: UserId,
  label: string,
  of: string | undefined,
): FoundButton | undefined {
  const messages = messagesIn(happenings)
    .filter(({ place }) => !isDirect(place) || place === directPlace(by))
    .filter(({ cards }) => of === undefined || cards.some((card) => wordsOf(card).includes(of)))
    .toReversed()
    .toSorted((one, other) => Number(isDirect(one.place)) - Number(isDirect(other.place)))
  const on = (cardsOf: (message: ShownMessage) => readonly Card[]): FoundButton | undefined =>
    messages.flatMap((message) => {
      const button = cardsOf(message)
        .toReversed()
        .flatMap(buttonsOf)
        .find((one) => one.label === label)
      return button ? [{ id: button.id, place: message.place }] : []
    })[0]
  return on(({ cards }) => cards.slice(-1)) ?? on(({ cards }) => cards)
}

export function buttonsOf({ blocks }: Card): readonly Button[] {
  return blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
}

function messagesIn(happenings: readonly TimelineEntry[]): readonly ShownMessage[] {
  const messages = new Map<MessageRef, ShownMessage>()
  for (const happening of happenings) {
    if (happening.kind !== 'posted' && happening.kind !== 'edited') continue
    const { message, place, card } = happening
    messages.set(message, { place, cards: [...(messages.get(message)?.cards ?? []), card] })
  }
  return [...messages.values()]
}
