import type { Card } from '../../../src/domain/card.ts'
import type { MessageRef } from '../../../src/domain/ids.ts'
import { replyKey } from '../../../src/domain/message.ts'
import type { Choices } from './choices.ts'
import { type RenderedCard, renderCard } from './render-card.ts'
import type { Screen } from './screen.ts'

/** The bot's messages, shown on a screen. */
export interface MessageBoard {
  /** A message already on the board is changed instead. */
  post(message: MessageRef, card: Card): void
  /**
   * Redraws the message. Where that cannot be, it is said once more only if it is news to the person: see {@link isNews}.
   * A card of what is long over never comes up again as if it had just happened.
   */
  edit(message: MessageRef, card: Card): void
}

export interface Look {
  readonly width: number
  readonly colour: boolean
}

export function createMessageBoard(screen: Screen, choices: Choices, look: () => Look): MessageBoard {
  const lastShown = new Map<MessageRef, Shown>()

  const render = (message: MessageRef, card: Card): RenderedCard => {
    const buttons = card.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
    const ids = buttons.map(({ id }) => id)
    return renderCard(card, { ...look(), firstChoice: choices.firstFor(message, ids) })
  }
  const note = (message: MessageRef, card: Card, rendered: RenderedCard): void => {
    lastShown.set(message, { card, text: rendered.lines.join('\n') })
  }

  const edit = (message: MessageRef, card: Card): void => {
    const rendered = render(message, card)
    const hasNewButtons = choices.show(message, rendered.choices) && rendered.choices.length > 0
    const before = lastShown.get(message)
    if (before?.text === rendered.lines.join('\n')) return
    if (!screen.replace(message, rendered.lines)) {
      if (!hasNewButtons && !isNews(message, before?.card, card, screen)) return
      screen.print(rendered.lines, message)
    }
    note(message, card, rendered)
  }

  return {
    post(message, card) {
      if (lastShown.has(message)) return edit(message, card)
      const rendered = render(message, card)
      choices.show(message, rendered.choices)
      screen.print(rendered.lines, message)
      note(message, card, rendered)
    },
    edit,
  }
}

interface Shown {
  readonly card: Card
  readonly text: string
}

/**
 * Whether an edit that the person would not see is worth saying again: work that has ended, a thought that has become
 * an answer, a question that was settled. What an earlier session left unfinished is said when it continues here.
 */
function isNews(message: MessageRef, before: Card | undefined, now: Card, { isRecord }: Screen): boolean {
  const goesOn = now.tone === 'progress'
  if (!before) return goesOn || message.startsWith(ANSWERS)
  if (before.tone === 'progress') return !goesOn || isRecord
  // An announcement mentions somebody; that it offers its way no longer is no news.
  return hasButtons(before) && !hasButtons(now) && now.mention === undefined
}

/** Replies are edited only from a thought into what was thought. */
const ANSWERS = `terminal:${replyKey('')}`

function hasButtons({ blocks }: Card): boolean {
  return blocks.some(({ kind }) => kind === 'buttons')
}
