import type { TopLevelSpec } from 'vega-lite'
import type { Chart, Lane, Shade } from '../../src/domain/chart.ts'
import { fittedText, widthOf } from './fitted-text.ts'
import { framed, type Layer, MARGINS, type Margins, plottedWidth } from './frame.ts'
import { keyed, legend } from './legend.ts'
import { INK, SHADES, TEXT_SIZE } from './look.ts'
import { instantOf, type Span, spanOf, timeAxis } from './time-axis.ts'

/** More lanes would be lower than their names. */
const MOST_LANES = 12
const MOST_ITEMS_A_LANE = 120
const LANE_NAME_WIDTH = 190
const LABEL_WIDTH = 120
const SYMBOL = 14
const GAP = 6
/** For the label of the last item. */
const ROOM_AT_THE_END = 0.1

type Timeline = Extract<Chart, { kind: 'timeline' }>

interface Item {
  readonly lane: number
  readonly at: number
  readonly until: number
  readonly label: string
  readonly shade: Shade
}

/** One lane below the other; each item a shape where it started, a bar for how long it took, and its label where there is room. */
export function timelineSpec({ title, lanes, shades }: Timeline): TopLevelSpec {
  const shown = lanes.slice(0, MOST_LANES)
  const names = shown.map(({ name }) => fittedText(name, LANE_NAME_WIDTH, TEXT_SIZE))
  const left = Math.max(MARGINS.left, ...names.map((name) => widthOf(name, TEXT_SIZE) + 32))
  const margins: Margins = { ...MARGINS, left }
  const items = shown.flatMap(itemsOf)
  const { from, until } = spanOf(items.flatMap((item) => [item.at, item.until]))
  const room = (until - from) * ROOM_AT_THE_END
  const span = { from: from - room / 4, until: until + room }
  const axes = { x: timeAxis(span), y: laneAxis(names.length) }
  const drawn = items.map(({ lane, at, until, shade }) => ({ lane, at, until, look: ORDER.indexOf(shade) }))
  return framed(
    title,
    [
      laneNames(names),
      {
        data: { values: drawn.filter((item) => item.until > item.at) },
        mark: { type: 'bar', height: 8, strokeWidth: 1, cornerRadius: 2 },
        encoding: { ...axes, x2: { field: 'until' }, ...COLOURS },
      },
      {
        data: { values: drawn },
        mark: { type: 'point', size: 110, strokeWidth: 1, opacity: 1, fillOpacity: 1 },
        encoding: { ...axes, ...COLOURS, shape: byShade('shape') },
      },
      {
        data: { values: labelsIn(items, span, plottedWidth(margins)) },
        mark: { type: 'text', align: 'left', baseline: 'middle', dx: -SYMBOL / 2, dy: -SYMBOL, color: INK },
        encoding: { ...axes, text: { field: 'label', type: 'nominal' } },
      },
      ...legend(shades.slice(0, ORDER.length).map(({ name, shade }) => ({ name, look: SHADES[shade] }))),
    ],
    margins,
  )
}

function itemsOf({ items }: Lane, lane: number): readonly Item[] {
  const known = items.flatMap(({ at, until, label, shade }): readonly Item[] => {
    const start = instantOf(at)
    if (start === undefined) return []
    const end = until === undefined ? start : (instantOf(until) ?? start)
    return [{ lane, at: start, until: Math.max(start, end), label, shade }]
  })
  return known.toSorted((one, other) => one.at - other.at).slice(-MOST_ITEMS_A_LANE)
}

const ORDER: readonly Shade[] = ['good', 'warning', 'bad', 'neutral']

const byShade = (of: 'fill' | 'edge' | 'shape'): Layer =>
  keyed(
    'look',
    ORDER.map((shade) => SHADES[shade][of]),
  )

const COLOURS: Layer = { fill: byShade('fill'), stroke: byShade('edge') }

function laneAxis(count: number): Layer {
  return {
    ...{ field: 'lane', type: 'ordinal', scale: { domain: Array.from({ length: count }, (_, lane) => lane) } },
    axis: { title: null, labels: false, ticks: false, grid: true },
  }
}

/** Beside the axis. They are data of a mark, and no part of an expression, as the labels of an axis would be. */
function laneNames(names: readonly string[]): Layer {
  return {
    data: { values: names.map((name, lane) => ({ lane, name })) },
    mark: { type: 'text', align: 'right', baseline: 'middle', color: INK },
    encoding: { x: { value: -10 }, y: { field: 'lane', type: 'ordinal' }, text: { field: 'name', type: 'nominal' } },
  }
}

/** Of those that would lie on another, the later is shown. */
function labelsIn(items: readonly Item[], { from, until }: Span, width: number): readonly object[] {
  const pixel = (at: number): number => ((at - from) / (until - from)) * width
  const starts = new Map<number, number>()
  return items.toReversed().flatMap(({ lane, at, label }) => {
    const room = (starts.get(lane) ?? width + MARGINS.right) - pixel(at) - GAP
    starts.set(lane, pixel(at))
    const text = fittedText(label, Math.min(room, LABEL_WIDTH), TEXT_SIZE)
    return [...text].length > 2 ? [{ lane, at, label: text }] : []
  })
}
