import { BUTTON, STRING_SELECT } from './rules/component-types.ts'
import { textsOf } from './rules/v2-rules.ts'
import { allComponents } from './rules/walk-components.ts'
import type { Posted } from './world.ts'

type Shown = Pick<Posted, 'content' | 'embeds' | 'components'>

/** All that a message says, as people read it: without the backslashes that keep it from formatting. */
export function textOf({ content, embeds, components }: Shown): string {
  const parts = embeds.flatMap(({ description = '', fields = [], footer }) => [
    description,
    ...fields.map(({ name, value }) => `${name}: ${value}`),
    footer?.text ?? '',
  ])
  return [content, ...parts, ...textsOf(components)]
    .filter((part) => part !== '')
    .join('\n')
    .replace(/\\([^0-9A-Za-z\s])/g, '$1')
}

/** The labels of everything in a message that can be pressed or chosen. */
export function choicesOf({ components }: Shown): readonly string[] {
  return allComponents(components).flatMap(({ component: { type, label = '', options = [] } }) => {
    if (type === STRING_SELECT) return options.map((option) => option.label ?? '')
    return type === BUTTON ? [label] : []
  })
}
