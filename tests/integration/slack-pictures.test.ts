import { expect, test } from 'vitest'
import type { Card } from '../../src/domain/card.ts'
import type { Chart } from '../../src/domain/chart.ts'
import type { ChartPainter } from '../../src/ports/chart-painter.ts'
import { connected } from '../simulators/slack/connected.ts'

const THREAD = { kind: 'thread', thread: 'slack:C0GENERAL:1700000000.000001' } as const

/** With the mark of a deployment, which Slack's own chart cannot show. */
const ERRORS: Chart = {
  kind: 'lines',
  title: 'Errors of billing',
  unit: '%',
  series: [{ name: 'errors', points: [{ at: '2026-03-02T14:00:00Z', value: 1 }] }],
  markers: [{ at: '2026-03-02T14:00:00Z', label: 'v1.1.0' }],
}

const OUTCOMES: Chart = {
  kind: 'bars',
  title: 'Deployments by outcome',
  unit: 'deployments',
  bars: [
    { category: 'billing', parts: [{ name: 'done', value: 4, shade: 'neutral' }] },
    { category: 'mail', parts: [{ name: 'failed', value: 1, shade: 'neutral' }] },
  ],
}

function cardWith(chart: Chart, first = '14:00'): Card {
  return {
    tone: 'neutral',
    blocks: [
      {
        kind: 'table',
        columns: ['When', 'Errors'],
        rows: [[first, '1 %']],
        picture: { chart, alt: 'Errors of billing rise after v1.1.0.' },
      },
    ],
  }
}

function painter(): ChartPainter & { readonly painted: Chart[] } {
  const painted: Chart[] = []
  return {
    painted,
    paint: async (chart) => {
      painted.push(chart)
      return new Uint8Array([137, 80, 78, 71])
    },
  }
}

async function drawing(paint: ChartPainter = painter()) {
  const { slack, chat } = await connected('socket mode', { config: { painter: paint } })
  const kindsShown = () => slack.messages().map(({ blocks }) => blocks.map(({ type }) => type))
  return { slack, chat, kindsShown }
}

test('a chart that Slack cannot draw itself is an uploaded picture with its words, above its rows', async () => {
  const { slack, chat, kindsShown } = await drawing()
  await chat.post(THREAD, cardWith(ERRORS), { key: 'one', mayExist: false })
  expect(kindsShown()).toEqual([['image', 'table']])
  expect(slack.messages()[0]?.blocks[0]).toMatchObject({
    alt_text: 'Errors of billing rise after v1.1.0.',
    slack_file: { id: expect.stringMatching(/^F/) },
  })
})

test('an edit shows the same file while the chart is the same, and another when it is not', async () => {
  const paint = painter()
  const { slack, chat, kindsShown } = await drawing(paint)
  const ref = await chat.post(THREAD, cardWith(ERRORS), { key: 'one', mayExist: false })
  const [before] = slack.messages()[0]?.blocks ?? []
  await chat.edit(ref, cardWith(ERRORS, '14:01'))
  expect(slack.messages()[0]?.blocks[0]).toEqual(before)
  await chat.edit(ref, cardWith({ ...ERRORS, title: 'Errors of mail' }, '14:02'))
  expect(slack.messages()[0]?.blocks[0]).not.toEqual(before)
  expect(paint.painted).toHaveLength(2)
  expect(kindsShown()).toEqual([['image', 'table']])
})

test('a chart that Slack draws itself is neither painted nor uploaded', async () => {
  const paint = painter()
  const { chat, kindsShown } = await drawing(paint)
  await chat.post(THREAD, cardWith(OUTCOMES), { key: 'one', mayExist: false })
  expect(kindsShown()).toEqual([['data_visualization', 'table']])
  expect(paint.painted).toEqual([])
})

test('the table stands where nothing was drawn, and without a scope the next charts are not tried', async () => {
  const broken = await drawing({ paint: () => Promise.reject(new Error('no font')) })
  await broken.chat.post(THREAD, cardWith(ERRORS), { key: 'one', mayExist: false })
  expect(broken.kindsShown()).toEqual([['table']])

  const paint = painter()
  const barred = await drawing(paint)
  barred.slack.failNext('files.getUploadURLExternal', 'missing_scope')
  await barred.chat.post(THREAD, cardWith(ERRORS), { key: 'one', mayExist: false })
  await barred.chat.post(THREAD, cardWith({ ...ERRORS, title: 'Another' }), { key: 'two', mayExist: false })
  expect(barred.kindsShown()).toEqual([['table'], ['table']])
  expect(paint.painted).toHaveLength(1)
})

test('a file that Slack has not taken in yet is waited for, and left out if it never is', async () => {
  const { slack, chat, kindsShown } = await drawing()
  slack.failNext('chat.postMessage', 'invalid_blocks')
  await chat.post(THREAD, cardWith(ERRORS), { key: 'one', mayExist: false })
  for (let tries = 0; tries < 2; tries += 1) slack.failNext('chat.postMessage', 'invalid_blocks')
  await chat.post(THREAD, cardWith(ERRORS), { key: 'two', mayExist: false })
  expect(kindsShown()).toEqual([['image', 'table'], ['table']])
})

test('a workspace without native tables gets aligned text, and at last the words alone', async () => {
  const { slack, chat, kindsShown } = await drawing()
  slack.failNext('chat.postMessage', 'invalid_blocks')
  await chat.post(THREAD, cardWith(OUTCOMES), { key: 'one', mayExist: false })
  for (let tries = 0; tries < 2; tries += 1) slack.failNext('chat.postMessage', 'invalid_blocks')
  await chat.post(THREAD, cardWith(OUTCOMES), { key: 'two', mayExist: false })
  expect(kindsShown()).toEqual([['rich_text'], []])
  expect(slack.messages()[1]?.text).toContain('14:00  1 %')
})
