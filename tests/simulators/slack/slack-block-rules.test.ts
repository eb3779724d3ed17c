import { expect, test } from 'vitest'
import { checkBlocks, IN_MESSAGE } from './blocks/check-blocks.ts'
import { checkView } from './blocks/check-view.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const button = (more: object = {}) => ({ type: 'button', action_id: 'a', text: plain('Go'), ...more })
const actions = (...elements: readonly object[]) => [{ type: 'actions', elements }]
const choice = (index: number) => ({ text: plain(`${index}`), value: `${index}` })
const select = (more: object = {}) => ({ type: 'static_select', action_id: 's', options: [choice(1)], ...more })
const overflow = (count: number) => ({ type: 'overflow', action_id: 'o', options: times(count, choice) })
const confirm = (more: object = {}) => ({
  title: plain('t'),
  text: plain('t'),
  confirm: plain('y'),
  deny: plain('n'),
  ...more,
})
const header = (text: string) => ({ type: 'header', text: plain(text) })
const section = (more: object) => [{ type: 'section', ...more }]
const table = (rows: number, columns: number, text = 'x') => ({
  type: 'table',
  rows: times(rows, () => times(columns, () => ({ type: 'raw_text', text }))),
})
const image = (more: object) => [{ type: 'image', image_url: 'https://harbour.example/a.png', alt_text: 'a', ...more }]
const pie = (title: string, slices = 1) => ({
  type: 'data_visualization',
  title,
  chart: { type: 'pie', segments: times(slices, (index) => ({ label: `${index}`, value: 1 })) },
})
const bars = (labels: readonly string[], categories: readonly string[]) => ({
  type: 'data_visualization',
  title: 'Deployments',
  chart: {
    type: 'bar',
    series: [{ name: 'live', data: labels.map((label) => ({ label, value: 1 })) }],
    axis_config: { categories },
  },
})

test.each<[string, readonly object[]]>([
  ['50 blocks', times(50, () => ({ type: 'divider' }))],
  ['a header of 150', [header('x'.repeat(150))]],
  ['a section of 3,000', section({ text: { type: 'mrkdwn', text: 'x'.repeat(3_000) } })],
  ['ten fields of 1,000', section({ fields: times(10, () => plain('x'.repeat(1_000))) })],
  ['25 buttons', actions(...times(25, (index) => button({ action_id: `${index}` })))],
  ['a button with everything', actions(button({ value: 'x'.repeat(2_000), style: 'danger', confirm: confirm() }))],
  ['a menu of 100', actions(select({ options: times(100, choice) }))],
  ['an overflow of five', actions(overflow(5))],
  ['a table of 100 rows', [table(100, 20)]],
  ['a chart', [pie('History', 6), bars(['Mon'], ['Mon'])]],
  ['an uploaded picture', [{ type: 'image', slack_file: { id: 'F1' }, alt_text: 'errors' }]],
  ['markdown', [{ type: 'markdown', text: 'x'.repeat(12_000) }]],
])('%s is taken', (_, blocks) => {
  expect(checkBlocks(blocks)).toBeUndefined()
})

test.each<[string, readonly object[], string]>([
  ['51 blocks', times(51, () => ({ type: 'divider' })), 'no more than 50 items allowed [json-pointer:/blocks]'],
  ['a kind that there is not', [{ type: 'poster' }], 'unsupported type [json-pointer:/blocks/0/type]'],
  ['a header of 151', [header('x'.repeat(151))], 'must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
  [
    'a section of 3,001',
    section({ text: plain('x'.repeat(3_001)) }),
    'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ],
  ['an empty section', section({}), 'must define either `text` or `fields` [json-pointer:/blocks/0]'],
  [
    'eleven fields',
    section({ fields: times(11, () => plain('x')) }),
    'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
  ],
  [
    'a field of 2,001',
    section({ fields: [plain('x'.repeat(2_001))] }),
    'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
  ],
  [
    '26 buttons',
    actions(...times(26, (index) => button({ action_id: `${index}` }))),
    'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'a label of 76',
    actions(button({ text: plain('x'.repeat(76)) })),
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
  ],
  [
    'a value of 2,001',
    actions(button({ value: 'x'.repeat(2_001) })),
    'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
  ],
  [
    'an address of 3,001',
    actions(button({ url: `https://a.example/${'x'.repeat(3_000)}` })),
    'must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]',
  ],
  [
    'an action id of 256',
    actions(button({ action_id: 'x'.repeat(256) })),
    'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
  ],
  ['one action id twice', actions(button(), button()), '`action_id` a already exists [json-pointer:/blocks]'],
  [
    'one block id twice',
    times(2, () => ({ type: 'divider', block_id: 'b' })),
    '`block_id` b already exists [json-pointer:/blocks]',
  ],
  [
    'a property of our own',
    actions(button({ colour: 'red' })),
    'invalid additional property: colour [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'a menu of 101',
    actions(select({ options: times(101, choice) })),
    'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'a menu of none',
    actions(select({ options: [] })),
    'no fewer than 1 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'an option of 76',
    actions(select({ options: [{ text: plain('x'.repeat(76)), value: 'v' }] })),
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]',
  ],
  [
    'an option value of 151',
    actions(select({ options: [{ text: plain('x'), value: 'v'.repeat(151) }] })),
    'must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]',
  ],
  [
    'an overflow of one',
    actions(overflow(1)),
    'no fewer than 2 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'an overflow of six',
    actions(overflow(6)),
    'no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'a confirm title of 101',
    actions(button({ confirm: confirm({ title: plain('x'.repeat(101)) }) })),
    'must be less than 101 characters [json-pointer:/blocks/0/elements/0/confirm/title/text]',
  ],
  [
    'a confirm text of 301',
    actions(button({ confirm: confirm({ text: plain('x'.repeat(301)) }) })),
    'must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]',
  ],
  [
    'a deny of 31',
    actions(button({ confirm: confirm({ deny: plain('x'.repeat(31)) }) })),
    'must be less than 31 characters [json-pointer:/blocks/0/elements/0/confirm/deny/text]',
  ],
  [
    'eleven in a context',
    [{ type: 'context', elements: times(11, () => plain('x')) }],
    'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'an alt text of 2,001',
    image({ alt_text: 'x'.repeat(2_001) }),
    'must be less than 2001 characters [json-pointer:/blocks/0/alt_text]',
  ],
  [
    'a picture of nowhere',
    image({ image_url: undefined }),
    'must define either `slack_file` or `image_url` [json-pointer:/blocks/0]',
  ],
  ['101 rows', [table(101, 1)], 'no more than 100 items allowed [json-pointer:/blocks/0/rows]'],
  ['21 columns', [table(1, 21)], 'no more than 20 items allowed [json-pointer:/blocks/0/rows/0]'],
  ['a table of 10,001', [table(1, 2, 'x'.repeat(5_001))], 'table too long [json-pointer:/blocks]'],
  [
    'markdown of 12,001',
    [{ type: 'markdown', text: 'x'.repeat(12_001) }],
    'must be less than 12001 characters [json-pointer:/blocks/0/text]',
  ],
  ['a chart title of 51', [pie('x'.repeat(51))], 'must be less than 51 characters [json-pointer:/blocks/0/title]'],
  ['seven slices', [pie('x', 7)], 'no more than 6 items allowed [json-pointer:/blocks/0/chart/segments]'],
  [
    'labels of their own',
    [bars(['Mon'], ['Tue'])],
    'series labels must match the categories [json-pointer:/blocks/0/chart]',
  ],
  ['three charts', times(3, () => pie('x')), 'too many charts [json-pointer:/blocks]'],
  ['half an emoji', [header('\ud83d')], 'must be valid UTF-8 [json-pointer:/blocks/0/text/text]'],
])('%s is refused', (_, blocks, message) => {
  expect(checkBlocks(blocks)).toEqual({ error: 'invalid_blocks', messages: [message] })
})

test('a message has one table, and no more than its characters', () => {
  expect(checkBlocks([table(1, 1), table(1, 1)])?.error).toBe('invalid_attachments')
  const long = times(5, () => ({ type: 'section', text: plain('x'.repeat(3_000)) }))
  expect(checkBlocks(long)).toEqual({ error: 'msg_blocks_too_long', messages: [] })
  expect(checkBlocks('no list')?.error).toBe('invalid_blocks_format')
})

test('a picture of a file that nobody uploaded is refused', () => {
  const blocks = [{ type: 'image', slack_file: { id: 'F9' }, alt_text: 'errors' }]
  expect(checkBlocks(blocks, { ...IN_MESSAGE, hasFile: () => false })).toEqual({
    error: 'invalid_blocks',
    messages: ['invalid slack file F9 [json-pointer:/blocks]'],
  })
})

const modal = (more: object = {}) => ({ type: 'modal', title: plain('Deploy'), blocks: [{ type: 'divider' }], ...more })

test.each<[string, object, string | undefined]>([
  ['a plain modal', modal(), undefined],
  ['100 blocks', modal({ blocks: times(100, () => ({ type: 'divider' })) }), undefined],
  [
    '101 blocks',
    modal({ blocks: times(101, () => ({ type: 'divider' })) }),
    'no more than 100 items allowed [json-pointer:/view/blocks]',
  ],
  [
    'a title of 25',
    modal({ title: plain('x'.repeat(25)) }),
    'must be less than 25 characters [json-pointer:/view/title/text]',
  ],
  [
    'a submit of 25',
    modal({ submit: plain('x'.repeat(25)) }),
    'must be less than 25 characters [json-pointer:/view/submit/text]',
  ],
  [
    'a close of 25',
    modal({ close: plain('x'.repeat(25)) }),
    'must be less than 25 characters [json-pointer:/view/close/text]',
  ],
  [
    'metadata of 3,001',
    modal({ private_metadata: 'x'.repeat(3_001) }),
    'must be less than 3001 characters [json-pointer:/view/private_metadata]',
  ],
  [
    'a callback id of 256',
    modal({ callback_id: 'x'.repeat(256) }),
    'must be less than 256 characters [json-pointer:/view/callback_id]',
  ],
  ['no title', modal({ title: undefined }), 'missing required field [json-pointer:/view/title]'],
  ['a Home tab', { type: 'home', blocks: [] }, undefined],
  [
    'a Home tab with a title',
    { type: 'home', title: plain('x'), blocks: [] },
    'invalid additional property: title [json-pointer:/view]',
  ],
  ['a table', modal({ blocks: [table(1, 1)] }), 'unsupported type [json-pointer:/view/blocks]'],
])('a view with %s', (_, view, message) => {
  expect(checkView(view)).toEqual(
    message === undefined ? undefined : { error: 'invalid_arguments', messages: [message] },
  )
})
