import * as discord from '../../adapters/chat/discord/cards/render-card.ts'
import type { Block, Card } from '../../src/domain/card.ts'
import { SPEECH } from './chat-speech.ts'

/** As the adapter shows a card: what it adds is in the card's own language. */
export function renderCard(card: Card, attached?: ReadonlyMap<Block, string>): discord.RenderedCard {
  return discord.renderCard(card, SPEECH.wordsIn(card.language).cards, attached)
}
