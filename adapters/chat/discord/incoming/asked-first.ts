import { type APIActionRowComponent, type APIButtonComponentWithCustomId, ButtonStyle, ComponentType } from 'discord.js'
import type { AskedFirst } from '../../../../src/ports/chat-platform.ts'
import { escaped } from '../cards/markdown.ts'
import { cut, oneLine } from '../cards/plain-text.ts'
import { BUTTON_LABEL, MESSAGE_CONTENT } from '../limits.ts'
import { type AskedPress, askedIds } from './asked-ids.ts'

/** A message with buttons of its own, for one person. */
export interface AskingMessage {
  readonly content: string
  readonly components: readonly APIActionRowComponent<APIButtonComponentWithCustomId>[]
}

const TITLE = 256

/** Discord has no dialog for a button, so its person is asked in a message that nobody else sees. */
export function askingMessage({ title, text, yes, no, declined }: AskedFirst, press: AskedPress): AskingMessage {
  const ids = askedIds(press, declined)
  const heading = `**${escaped(oneLine(title), TITLE)}**\n`
  return {
    content: heading + escaped(text, MESSAGE_CONTENT - heading.length),
    components: [
      {
        type: ComponentType.ActionRow,
        components: [button(ids.yes, yes, ButtonStyle.Danger), button(ids.no, no, ButtonStyle.Secondary)],
      },
    ],
  }
}

function button(
  custom_id: string,
  label: string,
  style: APIButtonComponentWithCustomId['style'],
): APIButtonComponentWithCustomId {
  return { type: ComponentType.Button, style, label: cut(oneLine(label), BUTTON_LABEL) || '…', custom_id }
}
