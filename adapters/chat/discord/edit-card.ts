import { type REST, RESTJSONErrorCodes, Routes } from 'discord.js'
import type { Card } from '../../../src/domain/card.ts'
import type { MessageRef } from '../../../src/domain/ids.ts'
import type { RecentPresses } from '../recent-presses.ts'
import { hasCode, isNotFound } from './discord-errors.ts'
import { parseMessageRef } from './ids.ts'
import { renderCard } from './render-card.ts'

/** Replaces what a message shows, with the bot's own token: no age of the message hinders that. */
export async function editCard(rest: REST, ref: MessageRef, card: Card, presses: RecentPresses): Promise<void> {
  const { channel, message } = parseMessageRef(ref)
  const edit = (): Promise<unknown> => rest.patch(Routes.channelMessage(channel, message), { body: renderCard(card) })
  try {
    await edit()
  } catch (error) {
    if (isNotFound(error)) presses.gone(ref)
    if (!hasCode(error, RESTJSONErrorCodes.InvalidActionOnArchivedThread)) throw error
    await rest.patch(Routes.channel(channel), { body: { archived: false } })
    await edit()
  }
}
