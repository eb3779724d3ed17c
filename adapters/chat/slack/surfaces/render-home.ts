import type { types } from '@slack/bolt'
import type { Card } from '../../../../src/domain/card.ts'
import type { ChatSpeech } from '../../../../src/ports/chat-speech.ts'
import { renderCard, renderNotice } from '../cards/render-card.ts'
import { BLOCKS_AT_HOME } from './home-limits.ts'

/** Characters of one part of the page: as much as a person looks through. */
const CHARS_IN_PART = 6_000

/**
 * The page of one person. What does not fit is left out from its end: what waits for an answer comes first.
 * @param wordsIn What is added to a card is in its own language.
 * @param channel Where the bot writes to this person; Slack hands it back with each press.
 * @param notice What a press on it came to.
 * @param means The address of the workspace, for links to threads. Views take no native tables and charts.
 */
export function renderHome(
  cards: readonly Card[],
  wordsIn: ChatSpeech['wordsIn'],
  channel: string,
  notice?: string,
  means: { readonly workspace?: string } = {},
): types.HomeView {
  const blocks: types.KnownBlock[] = []
  if (notice !== undefined) blocks.push(...asBlocks(renderNotice(notice).blocks), { type: 'divider' })
  for (const card of cards) {
    const next = asBlocks(
      renderCard(card, wordsIn(card.language).cards, CHARS_IN_PART, { ...means, isPlain: true }).blocks,
    )
    if (blocks.length + next.length + 1 > BLOCKS_AT_HOME) break
    blocks.push(...next, { type: 'divider' })
  }
  return { type: 'home', private_metadata: channel, blocks: blocks.slice(0, -1) }
}

const asBlocks = (blocks: readonly unknown[]): readonly types.KnownBlock[] => blocks as readonly types.KnownBlock[]
