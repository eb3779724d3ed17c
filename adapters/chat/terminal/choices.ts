import type { MessageRef } from '../../../src/domain/ids.ts'
import type { ChoiceCount } from './choice-count.ts'
import type { Choice } from './render-card.ts'

/** What a typed number means. */
export type Picked =
  | { readonly kind: 'open'; readonly choice: Choice }
  | { readonly kind: 'not-open'; readonly open: readonly Choice[] }
  /** No choice ever had this number and none is open, so it is something said, such as a count. */
  | { readonly kind: 'said' }

/**
 * The numbers of the buttons. A number is given once, in this session and those before it whose cards still stand on the
 * screen, so that one typed a moment after a card has changed cannot press another button than the one it was read from.
 */
export interface Choices {
  /** The number of a card's first button: the same as before while the card keeps its buttons, else a new one. */
  firstFor(message: MessageRef, buttons: readonly string[]): number
  /** What the card offers from now on; none closes what it offered before. True when that is a change. */
  show(message: MessageRef, choices: readonly Choice[]): boolean
  pick(number: number): Picked
}

export function createChoices({ first, note }: ChoiceCount): Choices {
  const shown = new Map<MessageRef, readonly Choice[]>()
  let next = first
  const offeredBy = (message: MessageRef): readonly Choice[] => shown.get(message) ?? []

  return {
    firstFor(message, buttons) {
      const before = offeredBy(message)
      return sameIds(before, buttons) ? (before[0]?.number ?? next) : next
    },
    show(message, choices) {
      const changed = !sameIds(
        offeredBy(message),
        choices.map(({ button }) => button.id),
      )
      if (choices.length === 0) shown.delete(message)
      else shown.set(message, choices)
      const after = Math.max(next, 1 + (choices.at(-1)?.number ?? 0))
      if (after > next) note(after)
      next = after
      return changed
    },
    pick(number) {
      const open = [...shown.values()].flat()
      const choice = open.find((candidate) => candidate.number === number)
      if (choice !== undefined) return { kind: 'open', choice }
      return open.length === 0 && number >= next ? { kind: 'said' } : { kind: 'not-open', open }
    },
  }
}

function sameIds(choices: readonly Choice[], ids: readonly string[]): boolean {
  return choices.length === ids.length && choices.every(({ button }, at) => button.id === ids[at])
}
