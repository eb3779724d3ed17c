import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js'
import type { Block, Button } from '../../../../src/domain/card.ts'
import type { CardWords } from '../../../../src/domain/platform-words.ts'
import { BUTTON_LABEL, BUTTONS_PER_ROW, MENU_OPTIONS, OPTION_LABEL, PLACEHOLDER } from '../limits.ts'
import { cut, oneLine } from './plain-text.ts'

export type ChoiceRow = APIActionRowComponent<APIButtonComponentWithCustomId | APIStringSelectComponent>

export interface Choices {
  readonly rows: readonly ChoiceRow[]
  /** How many had no place. */
  readonly left: number
}

/** More than two rows of buttons are a wall; what comes after them stands in a menu. */
const MOST_BUTTONS = 2 * BUTTONS_PER_ROW
/** As many as anybody looks through. */
const MOST_OPTIONS = 4 * MENU_OPTIONS
/** Of a name that says where a menu starts or ends. */
const SPAN_NAME = 60

const STYLES = {
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
  plain: ButtonStyle.Secondary,
} as const satisfies Record<Button['style'], ButtonStyle>

type ButtonsBlock = Extract<Block, { kind: 'buttons' }>

/**
 * Gives the buttons of a card their rows, within so many components. An id may stand in a message once, so a second button
 * of the same id is left out.
 */
export function createChoices(components: number, { rare }: CardWords): (block: ButtonsBlock) => Choices {
  const taken = new Set<string>()
  let room = components
  return (block) => {
    const own = block.buttons.filter(({ id }) => !taken.has(id) && taken.add(id))
    const rows = rowsOf({ ...block, buttons: own }, taken, rare).filter((row) => {
      const fits = 1 + row.components.length <= room
      if (fits) room -= 1 + row.components.length
      return fits
    })
    return { rows, left: own.length - rows.reduce((sum, row) => sum + offeredIn(row), 0) }
  }
}

function rowsOf({ buttons, menu }: ButtonsBlock, taken: Set<string>, rare: string): readonly ChoiceRow[] {
  const isMenu = menu !== undefined && buttons.length > 1
  const shown = isMenu ? [] : buttons.filter(({ isRare }) => !isRare).slice(0, MOST_BUTTONS)
  const options = buttons.filter((button) => !shown.includes(button)).slice(0, MOST_OPTIONS)
  return [...chunks(shown, BUTTONS_PER_ROW).map(buttonRow), ...menuRows(options, isMenu ? menu : rare, taken)]
}

function buttonRow(buttons: readonly Button[]): ChoiceRow {
  return {
    type: ComponentType.ActionRow,
    components: buttons.map(({ id, label, style }) => ({
      type: ComponentType.Button,
      style: STYLES[style],
      label: plain(label, BUTTON_LABEL),
      custom_id: id,
    })),
  }
}

/** Of several menus, each says from which to which of the choices it holds. */
function menuRows(options: readonly Button[], asks: string, taken: Set<string>): readonly ChoiceRow[] {
  const menus = chunks(options, MENU_OPTIONS)
  return menus.map((held) => {
    const select: APIStringSelectComponent = {
      type: ComponentType.StringSelect,
      custom_id: freeId(taken),
      placeholder: plain(menus.length > 1 ? span(held) : asks, PLACEHOLDER),
      options: held.map(({ id, label }) => ({ label: plain(label, OPTION_LABEL), value: id })),
    }
    return { type: ComponentType.ActionRow, components: [select] }
  })
}

/** A menu's own id says nothing: what is chosen in it is the press of a button. */
function freeId(taken: Set<string>): string {
  for (let number = 1; ; number++) {
    const id = `menu:${number}`
    if (!taken.has(id) && taken.add(id)) return id
  }
}

function span(held: readonly Button[]): string {
  const [first, last] = [held[0], held.at(-1)].map((button) => cut(oneLine(button?.label ?? ''), SPAN_NAME))
  return `${first} – ${last}`
}

function offeredIn({ components }: ChoiceRow): number {
  return components.reduce((sum, one) => sum + (one.type === ComponentType.StringSelect ? one.options.length : 1), 0)
}

function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))
}

const plain = (text: string, max: number): string => cut(oneLine(text), max) || '…'
