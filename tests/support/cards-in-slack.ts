import * as slack from '../../adapters/chat/slack/cards/render-card.ts'
import type { Card } from '../../src/domain/card.ts'
import { SPEECH } from './chat-speech.ts'

const wordsOn = ({ language }: Card) => SPEECH.wordsIn(language).cards

/** As the adapter shows a card: what it adds is in the card's own language. */
export function renderCard(
  card: Card,
  maxChars?: number,
  means?: Parameters<typeof slack.renderCard>[3],
): slack.SlackMessage {
  return slack.renderCard(card, wordsOn(card), maxChars, means)
}

export function renderTextOnly(card: Card): slack.SlackMessage {
  return slack.renderTextOnly(card, wordsOn(card))
}
