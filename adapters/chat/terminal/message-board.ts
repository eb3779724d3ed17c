import type { Card } from '../../../src/conversation/cards/card.ts'
import type { MessageRef } from '../../../src/domain/ids.ts'
import type { Choices } from './choices.ts'
import { type RenderedCard, renderCard } from './render-card.ts'
import type { Screen } from './screen.ts'

/** The bot's messages, shown on a screen. */
export interface MessageBoard {
  /** A message already on the board is changed instead. */
  post(message: MessageRef, card: Card): void
  /**
   * Redraws the message. Where that cannot be, it is said once more if a person must know it: work that has ended, or
   * buttons not seen before.
   */
  edit(message: MessageRef, card: Card): void
}

export interface Look {
  readonly width: number
  readonly colour: boolean
}

export function createMessageBoard(screen: Screen, choices: Choices, look: () => Look): MessageBoard {
  const lastShown = new Map<MessageRef, string>()

  const render = (message: MessageRef, card: Card): RenderedCard => {
    const buttons = card.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
    const ids = buttons.map(({ id }) => id)
    return renderCard(card, { ...look(), firstChoice: choices.firstFor(message, ids) })
  }
  const note = (message: MessageRef, rendered: RenderedCard): void => {
    lastShown.set(message, rendered.lines.join('\n'))
  }

  const edit = (message: MessageRef, card: Card): void => {
    const rendered = render(message, card)
    const hasNewButtons = choices.show(message, rendered.choices) && rendered.choices.length > 0
    if (lastShown.get(message) === rendered.lines.join('\n')) return
    if (!screen.replace(message, rendered.lines)) {
      if (card.tone === 'progress' && !hasNewButtons) return
      screen.print(rendered.lines, message)
    }
    note(message, rendered)
  }

  return {
    post(message, card) {
      if (lastShown.has(message)) return edit(message, card)
      const rendered = render(message, card)
      choices.show(message, rendered.choices)
      screen.print(rendered.lines, message)
      note(message, rendered)
    },
    edit,
  }
}
