import { expect, test } from 'vitest'
import { violations } from './discord/message-limits.ts'
import { IS_COMPONENTS_V2 } from './discord/rules/bodies.ts'
import { invalidFormBody } from './discord/rules/form-body.ts'
import { messageProblems } from './discord/rules/message-rules.ts'

const long = (length: number): string => 'x'.repeat(length)
const text = (content: string) => ({ type: 10, content })
const button = (more: object = {}) => ({ type: 2, style: 1, label: 'Go', custom_id: 'go', ...more })
const row = (...components: readonly object[]) => ({ type: 1, components })
const option = (value: string, more: object = {}) => ({ label: value, value, ...more })
const select = (more: object = {}) => ({ type: 3, custom_id: 'pick', options: [option('a')], ...more })
const v2 = (...components: readonly object[]) => ({ flags: IS_COMPONENTS_V2, components })
const container = (...components: readonly object[]) => ({ type: 17, components })
const gallery = (items: readonly object[]) => ({ type: 12, items })
const picture = (more: object = {}) => ({ media: { url: 'attachment://chart.png' }, ...more })

/** The longest that each rule lets through. */
test.each([
  ['2,000 characters', { content: long(2000) }],
  ['6,000 characters in embeds', { embeds: [{ description: long(4096) }, { description: long(1904) }] }],
  ['25 buttons', { content: 'x', components: rowsOfButtons(5) }],
  ['25 options', { content: 'x', components: [row(select({ options: options(25), max_values: 25 }))] }],
  ['4,000 characters of text displays', v2(text(long(2000)), container(text(long(2000))))],
  ['40 components', v2(container(...Array.from({ length: 39 }, () => text('x'))))],
  ['a section with a button', v2({ type: 9, components: [text('x')], accessory: button() })],
  ['a picture that is attached', v2(gallery([picture({ description: long(1024) })]))],
  ['a link', v2(row({ type: 2, style: 5, label: 'Open', url: 'https://example.com' }))],
])('%s are taken', (_, message) => {
  expect(violations(message, [{ name: 'chart.png' }])).toEqual([])
})

test.each([
  ['content[BASE_TYPE_MAX_LENGTH]', { content: long(2001) }],
  ['[50006]', { content: ' ' }],
  ['nonce[NONCE_TYPE_TOO_LONG]', { content: 'x', nonce: long(26) }],
  ['flags[MESSAGE_FLAGS_INVALID]', { content: 'x', flags: 1 }],
  ['embeds[BASE_TYPE_MAX_LENGTH]', { embeds: Array.from({ length: 11 }, () => ({ title: 'x' })) }],
  ['embeds[MAX_EMBED_SIZE_EXCEEDED]', { embeds: [{ description: long(4000) }, { description: long(2001) }] }],
  ['embeds.0.title[BASE_TYPE_MAX_LENGTH]', { embeds: [{ title: long(257) }] }],
  ['embeds.0.description[BASE_TYPE_MAX_LENGTH]', { embeds: [{ description: long(4097) }] }],
  ['embeds.0.fields[BASE_TYPE_MAX_LENGTH]', { embeds: [{ fields: fields(26) }] }],
  ['embeds.0.fields.0.name[BASE_TYPE_BAD_LENGTH]', { embeds: [{ fields: [{ name: long(257), value: 'x' }] }] }],
  ['embeds.0.fields.0.value[BASE_TYPE_BAD_LENGTH]', { embeds: [{ fields: [{ name: 'x', value: long(1025) }] }] }],
  ['embeds.0.fields.0.value[BASE_TYPE_REQUIRED]', { embeds: [{ fields: [{ name: 'x', value: '' }] }] }],
  ['embeds.0.footer.text[BASE_TYPE_MAX_LENGTH]', { embeds: [{ footer: { text: long(2049) } }] }],
  ['embeds.0.description[BASE_TYPE_REQUIRED]', { embeds: [{ color: 1 }] }],
  ['allowed_mentions[MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE]', mentioning({ parse: ['users'], users: ['1'] })],
  [
    'attachments.0.description[BASE_TYPE_MAX_LENGTH]',
    { content: 'x', attachments: [{ id: 0, description: long(1025) }] },
  ],
])('%s is refused', (problem, message) => {
  expect(violations(message).join('\n')).toContain(problem)
})

test.each([
  ['components[BASE_TYPE_MAX_LENGTH]', rowsOfButtons(6)],
  ['components.0.type[UNION_TYPE_CHOICES]', [text('x')]],
  ['components.0.components[BASE_TYPE_BAD_LENGTH]', [row(...buttons(6))]],
  ['components.0.components[BASE_TYPE_BAD_LENGTH]', [row()]],
  ['components.0.components.1[COMPONENT_LAYOUT_WIDTH_EXCEEDED]', [row(select(), button())]],
  ['components.0.components.0.label[BASE_TYPE_BAD_LENGTH]', [row(button({ label: long(81) }))]],
  ['components.0.components.0.label[BASE_TYPE_REQUIRED]', [row(button({ label: ' ' }))]],
  ['components.0.components.0.custom_id[BASE_TYPE_BAD_LENGTH]', [row(button({ custom_id: long(101) }))]],
  ['components.0.components.0.custom_id[BASE_TYPE_REQUIRED]', [row(button({ custom_id: '' }))]],
  ['components.1.components.0.custom_id[COMPONENT_CUSTOM_ID_DUPLICATED]', [row(button()), row(button())]],
  ['components.0.components.0.url[BASE_TYPE_REQUIRED]', [row(button({ style: 5, custom_id: undefined }))]],
  [
    'components.0.components.0.custom_id[BUTTON_COMPONENT_CUSTOM_ID_URL',
    [row(button({ style: 5, url: 'https://x.y' }))],
  ],
  ['components.0.components.0.style[BASE_TYPE_CHOICES]', [row(button({ style: 9 }))]],
  ['components.0.components.0.type[UNION_TYPE_CHOICES]', [row({ type: 4, custom_id: 'x' })]],
  ['components.0.components.0.options[BASE_TYPE_BAD_LENGTH]', [row(select({ options: options(26) }))]],
  ['components.0.components.0.options.0.label[BASE_TYPE_BAD_LENGTH]', selectOf(option('a', { label: long(101) }))],
  ['components.0.components.0.options.0.value[BASE_TYPE_BAD_LENGTH]', selectOf(option(long(101), { label: 'a' }))],
  ['components.0.components.0.options.0.description[BASE_TYPE', selectOf(option('a', { description: long(101) }))],
  ['options.1.value[SELECT_COMPONENT_OPTION_VALUE_DUPLICATED]', selectOf(option('a'), option('a'))],
  ['components.0.components.0.placeholder[BASE_TYPE_MAX_LENGTH]', [row(select({ placeholder: long(151) }))]],
  ['components.0.components.0.min_values[NUMBER_TYPE_MIN]', [row(select({ min_values: -1 }))]],
  ['components.0.components.0.max_values[NUMBER_TYPE_MAX]', [row(select({ max_values: 26 }))]],
  ['min_values[SELECT_COMPONENT_MIN_VALUES_EXCEEDS_MAX]', [row(select({ min_values: 3, max_values: 2 }))]],
])('beneath a classic message, %s is refused', (problem, components) => {
  expect(violations({ content: 'x', components }).join('\n')).toContain(problem)
})

test.each([
  ['content[MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2]', { ...v2(text('x')), content: 'x' }],
  ['embeds[MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2]', { ...v2(text('x')), embeds: [{ title: 'x' }] }],
  [
    'components[COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED]',
    v2(container(...Array.from({ length: 40 }, () => text('x')))),
  ],
  ['components[COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED]', v2(text(long(2001)), container(text(long(2000))))],
  ['[500]', v2(text('💥'.repeat(2000)), text('中'.repeat(2000)))],
  ['components[BASE_TYPE_REQUIRED]', v2()],
  ['components.0.content[BASE_TYPE_REQUIRED]', v2(text(''))],
  ['components.0.components.0.type[UNION_TYPE_CHOICES]', v2(container(container(text('x'))))],
  ['components.0.components[BASE_TYPE_BAD_LENGTH]', v2(container())],
  ['components.0.accent_color[NUMBER_TYPE_MAX]', v2({ ...container(text('x')), accent_color: 0x1_00_00_00 })],
  ['components.0.accessory[BASE_TYPE_REQUIRED]', v2({ type: 9, components: [text('x')] })],
  ['components.0.accessory.type[UNION_TYPE_CHOICES]', v2({ type: 9, components: [text('x')], accessory: text('y') })],
  ['components.0.components[BASE_TYPE_BAD_LENGTH]', v2({ type: 9, components: texts(4), accessory: button() })],
  ['components.0.components.0.type[UNION_TYPE_CHOICES]', v2({ type: 9, components: [button()], accessory: button() })],
  ['items.0.media.url[UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND]', v2(gallery([picture()]))],
  ['components.0.items.0.description[BASE_TYPE', v2(gallery([picture({ description: long(1025) })]))],
  ['components.0.items.0.media.url[URL_TYPE_INVALID_SCHEME]', v2(gallery([{ media: { url: 'ftp://x' } }]))],
  ['components.0.items[BASE_TYPE_BAD_LENGTH]', v2(gallery([]))],
  ['components.0.file.url[URL_TYPE_INVALID_SCHEME]', v2({ type: 13, file: { url: 'https://example.com/x' } })],
  ['components.0.file.url[UNFURLED_MEDIA_ITEM', v2({ type: 13, file: { url: 'attachment://no.log' } })],
  ['components.0.spacing[NUMBER_TYPE_MAX]', v2({ type: 14, spacing: 3 })],
  ['components.1.components.0.custom_id[COMPONENT_CUSTOM_ID_DUPLICATED]', v2(container(row(button())), row(button()))],
  ['components.0.type[UNION_TYPE_CHOICES]', v2({ type: 18, label: 'x' })],
])('with components V2, %s is refused', (problem, message) => {
  expect(violations(message).join('\n')).toContain(problem)
})

test('the body of the refusal names each place, as Discord nests them', () => {
  const found = messageProblems({ content: long(2001), components: [{ type: 1, components: [] }] })
  expect(invalidFormBody(found)).toEqual({
    code: 50035,
    message: 'Invalid Form Body',
    errors: {
      content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }] },
      components: {
        0: {
          components: { _errors: [{ code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be between 1 and 5 in length.' }] },
        },
      },
    },
  })
})

function buttons(count: number, prefix = 'b'): readonly object[] {
  return Array.from({ length: count }, (_, index) => button({ custom_id: `${prefix}${index}` }))
}

function rowsOfButtons(count: number): readonly object[] {
  return Array.from({ length: count }, (_, index) => row(...buttons(5, `${index}-`)))
}

function options(count: number): readonly object[] {
  return Array.from({ length: count }, (_, index) => option(String(index)))
}

function selectOf(...some: readonly object[]): readonly object[] {
  return [row(select({ options: some }))]
}

function texts(count: number): readonly object[] {
  return Array.from({ length: count }, () => text('x'))
}

function fields(count: number): readonly object[] {
  return Array.from({ length: count }, () => ({ name: 'x', value: 'x' }))
}

function mentioning(allowed_mentions: object): object {
  return { content: 'x', allowed_mentions }
}
