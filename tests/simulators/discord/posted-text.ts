import { wordsOf } from './people/see-message.ts'
import { BUTTON, STRING_SELECT } from './rules/component-types.ts'
import { allComponents } from './rules/walk-components.ts'
import type { Posted } from './world/world.ts'

type Shown = Pick<Posted, 'content' | 'embeds' | 'components'>

/** All that a message says, as people read it: without the backslashes that keep it from formatting. */
export function textOf(message: Shown): string {
  return wordsOf(message)
}

/** The labels of everything in a message that can be pressed or chosen. */
export function choicesOf({ components }: Shown): readonly string[] {
  return allComponents(components).flatMap(({ component: { type, label = '', options = [] } }) => {
    if (type === STRING_SELECT) return options.map((option) => option.label ?? '')
    return type === BUTTON ? [label] : []
  })
}
