import { RESTJSONErrorCodes, Routes } from 'discord.js'
import type { Card } from '../../../../src/domain/card.ts'
import type { MessageRef } from '../../../../src/domain/ids.ts'
import type { RecentPresses } from '../../recent-presses.ts'
import { renderCard } from '../cards/render-card.ts'
import { hasCode, isNotFound } from '../discord-errors.ts'
import { parseMessageRef } from '../ids.ts'
import { attachmentsOf, withFiles } from './attachments.ts'
import type { Outgoing } from './form-taken.ts'
import { editOf, type MessageForm } from './message-forms.ts'

/** Replaces what a message shows, with the bot's own token: no age of the message hinders that. */
export async function editCard(
  { rest, inForm, speech, painter }: Outgoing,
  ref: MessageRef,
  card: Card,
  presses: RecentPresses,
): Promise<void> {
  const { channel, message } = parseMessageRef(ref)
  const attachments = await attachmentsOf(card, painter)
  const edit = (): Promise<unknown> =>
    withFiles(attachments, ({ files, names }) => {
      const attached = files.length > 0 ? { files: [...files] } : {}
      const patch = (form: MessageForm): Promise<unknown> =>
        rest.patch(Routes.channelMessage(channel, message), { body: editOf(form, files), ...attached })
      return inForm(renderCard(card, speech.wordsIn(card.language).cards, names), patch)
    })
  try {
    await edit()
  } catch (error) {
    if (isNotFound(error)) presses.gone(ref)
    if (!hasCode(error, RESTJSONErrorCodes.InvalidActionOnArchivedThread)) throw error
    await rest.patch(Routes.channel(channel), { body: { archived: false } })
    await edit()
  }
}
