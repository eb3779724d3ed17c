import type { ComponentBody, SelectOptionBody } from './bodies.ts'
import { BUTTON, LINK_STYLE, SELECTS, STRING_SELECT } from './component-types.ts'
import { between, counts, customId, each, fits, kind, type Problems, problem, said, under } from './problem.ts'
import type { Placed } from './walk-components.ts'

/** developers/components/reference.mdx, Button, String Select and Custom ID. */
const LABEL = 80
const URL = 512
const OPTIONS = 25
const OPTION_TEXT = 100
const PLACEHOLDER = 150
const BUTTONS_IN_A_ROW = 5

export function rowProblems({ components = [] }: ComponentBody): Problems {
  const selects = components.filter(({ type }) => SELECTS.includes(type))
  if (selects.length > 0) {
    if (components.length > 1)
      return [
        problem(
          'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
          'The specified component exceeds the maximum width',
          'components',
          1,
        ),
      ]
  }
  return [
    ...counts('components', components, 1, BUTTONS_IN_A_ROW),
    ...under(
      'components',
      each(components, (one) => [...kind(one.type, [BUTTON, ...SELECTS]), ...interactiveProblems(one)]),
    ),
  ]
}

/** What is wrong with a button or a menu in a message. */
function interactiveProblems(component: ComponentBody): Problems {
  if (component.type === BUTTON) return buttonProblems(component)
  return SELECTS.includes(component.type) ? selectProblems(component) : []
}

export function buttonProblems({ style = 0, label, emoji, custom_id, url }: ComponentBody): Problems {
  const link = style === LINK_STYLE
  return [
    ...([1, 2, 3, 4, 5].includes(style)
      ? []
      : [problem('BASE_TYPE_CHOICES', 'Value must be one of (1, 2, 3, 4, 5, 6).', 'style')]),
    ...(link ? said('url', url, URL) : customId(custom_id)),
    ...(link && custom_id !== undefined
      ? [
          problem(
            'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
            'A custom id and url cannot both be specified',
            'custom_id',
          ),
        ]
      : []),
    ...(!link && url !== undefined
      ? [
          problem(
            'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
            'A custom id and url cannot both be specified',
            'url',
          ),
        ]
      : []),
    ...(emoji === undefined ? said('label', label, LABEL) : fits('label', label, LABEL)),
  ]
}

export function selectProblems(select: ComponentBody): Problems {
  const { custom_id, placeholder, min_values: min, max_values: max } = select
  return [
    ...customId(custom_id),
    ...fits('placeholder', placeholder, PLACEHOLDER),
    ...between('min_values', min, 0, OPTIONS),
    ...between('max_values', max, 1, OPTIONS),
    ...((min ?? 1) > (max ?? 1) && max !== undefined
      ? [problem('SELECT_COMPONENT_MIN_VALUES_EXCEEDS_MAX', 'min_values is greater than max_values', 'min_values')]
      : []),
    ...(select.type === STRING_SELECT ? optionsProblems(select) : []),
  ]
}

function optionsProblems({ options, max_values: max = 1 }: ComponentBody): Problems {
  return [
    ...counts('options', options, 1, OPTIONS),
    ...under('options', each(options ?? [], optionProblems)),
    ...under('options', twice(options ?? [])),
    ...((options ?? []).filter((option) => option.default).length > max
      ? [problem('SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', 'Too many default values', 'options')]
      : []),
  ]
}

function optionProblems({ label, value, description }: SelectOptionBody): Problems {
  return [
    ...said('label', label, OPTION_TEXT),
    ...said('value', value, OPTION_TEXT),
    ...fits('description', description, OPTION_TEXT),
  ]
}

function twice(options: readonly SelectOptionBody[]): Problems {
  return options.flatMap(({ value }, index) =>
    options.findIndex((other) => other.value === value) < index
      ? [
          problem(
            'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
            'The specified option value is already used',
            index,
            'value',
          ),
        ]
      : [],
  )
}

/** Ids and custom ids must each be one of a kind in a message or modal. */
export function sharedIds(all: readonly Placed[]): Problems {
  const seen = new Set<string>()
  return all.flatMap(({ component: { custom_id: customId, id }, path }) => {
    const found: Problems = [
      ...(customId !== undefined && seen.has(`custom ${customId}`)
        ? [problem('COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated', ...path, 'custom_id')]
        : []),
      ...(id !== undefined && id !== 0 && seen.has(`id ${id}`)
        ? [problem('COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated', ...path, 'id')]
        : []),
    ]
    seen.add(`custom ${customId}`).add(`id ${id}`)
    return found
  })
}
