import type { ComponentBody, ModalBody } from './bodies.ts'
import { LABEL, MODAL_ONLY, ROW, SELECTS, TEXT, TEXT_INPUT } from './component-types.ts'
import { selectProblems, sharedIds } from './interactive-rules.ts'
import { between, counts, customId, each, fits, kind, type Problems, problem, said, under } from './problem.ts'
import { allComponents } from './walk-components.ts'

/** developers/interactions/receiving-and-responding.mdx, Modal; developers/components/reference.mdx. */
const TITLE = 45
const COMPONENTS = 5
const LABEL_TEXT = 45
const LABEL_DESCRIPTION = 100
const TYPED = 4000
const PLACEHOLDER = 100
const TEXT_CONTENT = 4000

export function modalProblems({ custom_id, title, components }: ModalBody): Problems {
  return [
    ...customId(custom_id),
    ...said('title', title, TITLE),
    ...counts('components', components, 1, COMPONENTS),
    ...under('components', each(components ?? [], partProblems)),
    ...under('components', sharedIds(allComponents(components ?? []))),
  ]
}

function partProblems(part: ComponentBody): Problems {
  switch (part.type) {
    case TEXT:
      return said('content', part.content, TEXT_CONTENT)
    case LABEL:
      return labelProblems(part)
    case ROW:
      return oldRowProblems(part)
    default:
      return kind(part.type, [ROW, TEXT, LABEL])
  }
}

function labelProblems({ label, description, component }: ComponentBody): Problems {
  return [
    ...said('label', label, LABEL_TEXT),
    ...fits('description', description, LABEL_DESCRIPTION),
    ...(component === undefined
      ? [problem('BASE_TYPE_REQUIRED', 'This field is required', 'component')]
      : under('component', fieldProblems(component))),
  ]
}

/** Deprecated and still taken: a row with one text input, and nothing but that. */
function oldRowProblems({ components = [] }: ComponentBody): Problems {
  return [
    ...counts('components', components, 1, 1),
    ...under(
      'components',
      each(components, (input) => [
        ...kind(input.type, [TEXT_INPUT]),
        ...said('label', input.label, LABEL_TEXT),
        ...fieldProblems(input),
      ]),
    ),
  ]
}

function fieldProblems(field: ComponentBody): Problems {
  const wrong = kind(field.type, [...SELECTS, ...MODAL_ONLY])
  if (wrong.length > 0) return wrong
  if (field.type === TEXT_INPUT) return inputProblems(field)
  if (!SELECTS.includes(field.type)) return customId(field.custom_id)
  return [
    ...selectProblems(field),
    ...(field.disabled
      ? [problem('COMPONENT_DISABLED_IN_MODAL', 'Components in modals cannot be disabled', 'disabled')]
      : []),
    ...(field.min_values === 0 && field.required !== false
      ? [problem('NUMBER_TYPE_MIN', 'int value should be greater than or equal to 1.', 'min_values')]
      : []),
  ]
}

function inputProblems({ custom_id, style, min_length, max_length, value, placeholder }: ComponentBody): Problems {
  return [
    ...customId(custom_id),
    ...(style === 1 || style === 2 ? [] : [problem('BASE_TYPE_CHOICES', 'Value must be one of (1, 2).', 'style')]),
    ...between('min_length', min_length, 0, TYPED),
    ...between('max_length', max_length, 1, TYPED),
    ...fits('value', value, max_length ?? TYPED),
    ...fits('placeholder', placeholder, PLACEHOLDER),
  ]
}
