import { expect, test } from 'vitest'
import { modalViolations } from './discord/message-limits.ts'

const long = (length: number): string => 'x'.repeat(length)
const input = (more: object = {}) => ({ type: 4, style: 2, custom_id: 'why', ...more })
const label = (component: object | undefined, more: object = {}) => ({ type: 18, label: 'Why?', component, ...more })
const select = (more: object = {}) => ({ type: 3, custom_id: 'pick', options: [{ label: 'a', value: 'a' }], ...more })
const modal = (components: readonly object[], more: object = {}) => ({
  custom_id: 'f',
  title: 'Form',
  components,
  ...more,
})

test.each([
  ['text inputs in labels', [label(input({ max_length: 4000 }))]],
  ['menus in labels', [label(select()), label({ type: 6, custom_id: 'role' })]],
  ['words among the fields', [{ type: 10, content: 'Read this.' }, label(input())]],
  ['the old row with one text input', [{ type: 1, components: [input({ label: 'Why?' })] }]],
])('a modal may hold %s', (_, components) => {
  expect(modalViolations(modal(components))).toEqual([])
})

test.each([
  ['title[BASE_TYPE_BAD_LENGTH]', modal([label(input())], { title: long(46) })],
  ['custom_id[BASE_TYPE_BAD_LENGTH]', modal([label(input())], { custom_id: long(101) })],
  ['components[BASE_TYPE_BAD_LENGTH]', modal(Array.from({ length: 6 }, (_, i) => label(input({ custom_id: `${i}` }))))],
  ['components[BASE_TYPE_BAD_LENGTH]', modal([])],
  ['components.0.label[BASE_TYPE_BAD_LENGTH]', modal([label(input(), { label: long(46) })])],
  ['components.0.description[BASE_TYPE_MAX_LENGTH]', modal([label(input(), { description: long(101) })])],
  ['components.0.component[BASE_TYPE_REQUIRED]', modal([label(undefined)])],
  [
    'components.0.component.type[UNION_TYPE_CHOICES]',
    modal([label({ type: 2, style: 1, custom_id: 'x', label: 'x' })]),
  ],
  ['components.0.component.max_length[NUMBER_TYPE_MAX]', modal([label(input({ max_length: 4001 }))])],
  ['components.0.component.value[BASE_TYPE_MAX_LENGTH]', modal([label(input({ value: long(4001) }))])],
  ['components.0.component.placeholder[BASE_TYPE', modal([label(input({ placeholder: long(101) }))])],
  ['components.0.component.style[BASE_TYPE_CHOICES]', modal([label(input({ style: 3 }))])],
  ['components.0.component.disabled[COMPONENT_DISABLED_IN_MODAL]', modal([label(select({ disabled: true }))])],
  ['components.0.component.min_values[NUMBER_TYPE_MIN]', modal([label(select({ min_values: 0 }))])],
  ['components.0.components.0.type[UNION_TYPE_CHOICES]', modal([{ type: 1, components: [select({ label: 'x' })] }])],
  ['components.0.type[UNION_TYPE_CHOICES]', modal([select()])],
  ['components.1.component.custom_id[COMPONENT_CUSTOM_ID_DUPLICATED]', modal([label(input()), label(input())])],
])('%s is refused', (problem, wrong) => {
  expect(modalViolations(wrong).join('\n')).toContain(problem)
})
