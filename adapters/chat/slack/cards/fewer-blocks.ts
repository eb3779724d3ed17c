import type { Block, Card } from '../../../../src/domain/card.ts'
import type { CardWords } from '../../../../src/domain/platform-words.ts'
import { BLOCKS_IN_MESSAGE, BUTTONS_IN_MESSAGE } from '../limits.ts'
import { elementsOf } from './render-buttons.ts'
import { paragraph, text } from './rich-text.ts'
import type { SlackBlock } from './slack-block.ts'

interface Shown {
  readonly block: Block
  readonly rendered: readonly SlackBlock[]
}

/** Each button once, as Slack tells them apart by their ids, and no more of them than a message takes. */
export function fewerButtons(card: Card): Card {
  const taken = new Set<string>()
  let room = BUTTONS_IN_MESSAGE
  const keep = (block: Block): Block => {
    if (block.kind !== 'buttons') return block
    const fresh = block.buttons.filter(
      ({ id }, index, all) => !taken.has(id) && all.findIndex((one) => one.id === id) === index,
    )
    const kept = { ...block, buttons: fresh }
    const fitting = elementsOf(kept) <= room ? kept : { ...kept, buttons: fresh.slice(0, room) }
    for (const { id } of fitting.buttons) taken.add(id)
    room -= elementsOf(fitting)
    return fitting
  }
  return { ...card, blocks: card.blocks.map(keep) }
}

/**
 * As many blocks as a message takes; of too many the buttons, then those that come first, and a remark.
 * @param others How many blocks stand above and below.
 */
export function fewerBlocks(
  shown: readonly Shown[],
  others: number,
  { longerThanSlackShows }: CardWords,
): readonly SlackBlock[] {
  const all = shown.flatMap(({ rendered }) => rendered)
  if (all.length + others <= BLOCKS_IN_MESSAGE) return all
  const remark = paragraph(text(longerThanSlackShows))
  const room = BLOCKS_IN_MESSAGE - others - remark.length
  const buttons = fitting(
    shown.filter(({ block }) => block.kind === 'buttons'),
    room,
  )
  const rest = fitting(
    shown.filter(({ block }) => block.kind !== 'buttons'),
    room - buttons.length,
  )
  return [...rest, ...remark, ...buttons]
}

/** Those that come first, each whole. */
function fitting(shown: readonly Shown[], room: number): readonly SlackBlock[] {
  let left = room
  return shown.flatMap(({ rendered }) => {
    if (rendered.length > left) {
      left = 0
      return []
    }
    left -= rendered.length
    return rendered
  })
}
