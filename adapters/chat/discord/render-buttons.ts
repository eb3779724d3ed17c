import type { APIActionRowComponent, APIButtonComponentWithCustomId } from 'discord.js'
import { ButtonStyle, ComponentType } from 'discord.js'
import type { Button } from '../../../src/domain/card.ts'
import { BUTTON_LABEL, BUTTONS_PER_ROW, ROWS_PER_MESSAGE } from './limits.ts'
import { cut, oneLine } from './plain-text.ts'

export type ButtonRow = APIActionRowComponent<APIButtonComponentWithCustomId>

const STYLES = {
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
  plain: ButtonStyle.Secondary,
} as const satisfies Record<Button['style'], ButtonStyle>

/** Rows of five. An id may stand in a message once, so a second button of the same id is left out. */
export function buttonRows(buttons: readonly Button[]): ButtonRow[] {
  const unique = buttons.filter(({ id }, index) => buttons.findIndex((other) => other.id === id) === index)
  const shown = unique.slice(0, BUTTONS_PER_ROW * ROWS_PER_MESSAGE).map(render)
  const rows = Math.ceil(shown.length / BUTTONS_PER_ROW)
  return Array.from({ length: rows }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: shown.slice(row * BUTTONS_PER_ROW, (row + 1) * BUTTONS_PER_ROW),
  }))
}

function render(button: Button): APIButtonComponentWithCustomId {
  const label = cut(oneLine(button.label), BUTTON_LABEL) || '…'
  return { type: ComponentType.Button, style: STYLES[button.style], label, custom_id: button.id }
}
