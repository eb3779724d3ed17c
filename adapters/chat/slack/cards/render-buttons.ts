import type { types } from '@slack/bolt'
import type { Block, Button } from '../../../../src/domain/card.ts'
import type { CardWords } from '../../../../src/domain/platform-words.ts'
import {
  CHARS_IN_CONFIRM,
  CHARS_IN_OPTION,
  CHARS_IN_OPTION_VALUE,
  CHARS_IN_PLACEHOLDER,
  CHARS_ON_BUTTON,
  OPTIONS_IN_MENU,
  OPTIONS_IN_OVERFLOW,
} from '../limits.ts'
import { chunksOf } from './chunks.ts'
import { plainText } from './plain-text.ts'
import { paragraph, type RichText, text } from './rich-text.ts'

export type Buttons = Extract<Block, { kind: 'buttons' }>
type Element = types.Button | types.StaticSelect | types.Overflow

/** More buttons than these stand in rows of about the same length. */
const BUTTONS_IN_ROW = 5
/** Characters that one option of a menu is worth when a message must become shorter. */
const CHARS_PER_OPTION = 20

/** Buttons, the rare ones behind "…", or one menu of all. */
export function renderButtons(
  { buttons, menu }: Buttons,
  max: number,
  { notInMenu }: Pick<CardWords, 'notInMenu'>,
): readonly (types.ActionsBlock | RichText)[] {
  if (menu === undefined || buttons.length < 2) return rows(buttonElements(buttons, max))
  const [listed, apart] = split(buttons, fitsMenu)
  const shown = listed.slice(0, Math.min(OPTIONS_IN_MENU, Math.max(1, Math.floor(max / CHARS_PER_OPTION))))
  const left = listed.length - shown.length
  return [
    ...rows([...(shown.length > 0 ? [select(shown, menu, max)] : []), ...buttonElements(apart, max)]),
    ...(left > 0 ? paragraph(text(notInMenu({ count: left }))) : []),
  ]
}

/** Only elements are counted. */
const UNSAID = { notInMenu: () => '' }

/** How many elements of the 25 they take. */
export function elementsOf(block: Buttons): number {
  return renderButtons(block, CHARS_PER_OPTION, UNSAID).flatMap((one) => (one.type === 'actions' ? one.elements : []))
    .length
}

/** A choice of a menu has no dialog of its own, and hands back only so many characters. */
const fitsMenu = ({ id, asks }: Button): boolean => asks === undefined && id.length <= CHARS_IN_OPTION_VALUE

function buttonElements(buttons: readonly Button[], max: number): readonly Element[] {
  const [rare, usual] = split(buttons, (button) => button.isRare === true && fitsMenu(button))
  const menus = chunksOf(rare, OPTIONS_IN_OVERFLOW.max)
  return [
    ...usual.map((button) => renderButton(button, max)),
    ...menus.flatMap((some): readonly Element[] =>
      some.length < OPTIONS_IN_OVERFLOW.min
        ? some.map((button) => renderButton(button, max))
        : [{ type: 'overflow', action_id: `rare:${some[0]?.id}`, options: some.map((button) => option(button, max)) }],
    ),
  ]
}

function select(buttons: readonly Button[], menu: string, max: number): types.StaticSelect {
  return {
    type: 'static_select',
    action_id: `menu:${buttons[0]?.id}`,
    placeholder: plainText(menu, Math.min(CHARS_IN_PLACEHOLDER, max)),
    options: buttons.map((button) => option(button, max)),
  }
}

function option({ id, label }: Button, max: number): types.PlainTextOption {
  return { text: plainText(label, Math.min(CHARS_IN_OPTION, max)), value: id }
}

function renderButton({ id, label, style, asks }: Button, max: number): types.Button {
  return {
    type: 'button',
    action_id: id,
    text: plainText(label, CHARS_ON_BUTTON),
    ...(style === 'plain' ? {} : { style }),
    ...(asks && { confirm: dialog(asks, style, max) }),
  }
}

function dialog(
  { title, text: words, yes, no }: NonNullable<Button['asks']>,
  style: Button['style'],
  max: number,
): types.ConfirmationDialog {
  const limit = CHARS_IN_CONFIRM
  return {
    title: plainText(title, Math.min(limit.title, max)),
    text: plainText(words, Math.min(limit.text, max)),
    confirm: plainText(yes, Math.min(limit.button, max)),
    deny: plainText(no, Math.min(limit.button, max)),
    ...(style === 'plain' ? {} : { style }),
  }
}

/** 6 stand as 3 and 3, since a last row with one button in it looks like an afterthought. */
function rows(elements: readonly Element[]): readonly types.ActionsBlock[] {
  const count = Math.ceil(elements.length / BUTTONS_IN_ROW)
  return chunksOf(elements, Math.ceil(elements.length / count)).map((some) => ({
    type: 'actions',
    elements: [...some],
  }))
}

function split<T>(all: readonly T[], isFirst: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))]
}
