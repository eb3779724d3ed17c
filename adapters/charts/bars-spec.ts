import type { TopLevelSpec } from 'vega-lite'
import type { Chart, Shade } from '../../src/domain/chart.ts'
import { fittedText, widthOf } from './fitted-text.ts'
import { framed, type Layer, plottedHeight, plottedWidth, unitBeside } from './frame.ts'
import { keyed, legend } from './legend.ts'
import { FAINT_INK, SHADES, TEXT_SIZE } from './look.ts'

/** More would be too thin to be told apart; the last are kept. */
const MOST_BARS = 62
const MOST_PARTS = 6
const NAME_WIDTH = 110
const LEAST_LABEL_WIDTH = 40

type Bars = Extract<Chart, { kind: 'bars' }>

interface Part {
  readonly name: string
  readonly shade: Shade
}

interface Row extends Part {
  readonly bar: number
  readonly value: number
  readonly order: number
}

/** Bars whose parts stand on each other, each part with its number where there is room for it. */
export function barsSpec({ title, unit, bars }: Bars): TopLevelSpec {
  const shown = bars.slice(-MOST_BARS)
  const step = plottedWidth() / Math.max(1, shown.length)
  const parts = partsOf(shown)
  const rows = shown.flatMap(({ parts: ofBar }, bar) =>
    parts.flatMap((part, order): readonly Row[] => {
      const value = sum(ofBar.filter((one) => isSame(one, part)).map((one) => one.value))
      return value > 0 ? [{ ...part, bar, value, order }] : []
    }),
  )
  const heights = shown.map((_, bar) => sum(rows.filter((row) => row.bar === bar).map(({ value }) => value)))
  const highest = Math.max(1, ...heights)
  const categories = shown.map(({ category }) => category)
  return framed(title, [
    drawnBars(rows, parts, highest, shown.length),
    unitBeside(unit),
    categoryNames(categories, step),
    ...numbers(rows, highest, step, parts),
    ...legend(parts.map(({ name, shade }) => ({ name, look: { ...SHADES[shade], shape: 'square' } }))),
  ])
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + (Number.isFinite(value) && value > 0 ? value : 0), 0)

const isSame = (one: Part, other: Part): boolean => one.name === other.name && one.shade === other.shade

function partsOf(bars: Bars['bars']): readonly Part[] {
  const all = bars.flatMap(({ parts }) => parts)
  return all.filter((part, index) => all.findIndex((other) => isSame(other, part)) === index).slice(0, MOST_PARTS)
}

function drawnBars(rows: readonly Row[], parts: readonly Part[], highest: number, count: number): Layer {
  const colours = (of: 'fill' | 'edge'): Layer =>
    keyed(
      'order',
      parts.map(({ shade }) => SHADES[shade][of]),
    )
  return {
    data: { values: rows.map(({ bar, value, order }) => ({ bar, value, order })) },
    mark: { type: 'bar', strokeWidth: 1, width: { band: 0.72 } },
    encoding: {
      x: {
        ...{ field: 'bar', type: 'ordinal', scale: { domain: Array.from({ length: count }, (_, bar) => bar) } },
        axis: { title: null, labels: false, ticks: false, grid: false },
      },
      y: {
        ...{ field: 'value', type: 'quantitative', stack: 'zero', scale: { domain: [0, highest], nice: true } },
        axis: { title: null, tickCount: 5, tickMinStep: 1, format: '~s' },
      },
      order: { field: 'order', type: 'quantitative' },
      ...{ fill: colours('fill'), stroke: colours('edge') },
    },
  }
}

/** Under as many bars as there is room for, the last one among them. */
function categoryNames(categories: readonly string[], step: number): Layer {
  const every = Math.max(1, Math.ceil(widestOf(categories) / step))
  const named = categories.flatMap((category, bar) =>
    (categories.length - 1 - bar) % every === 0
      ? [{ bar, name: fittedText(category, step * every - 6, TEXT_SIZE) }]
      : [],
  )
  return {
    data: { values: named },
    mark: { type: 'text', color: FAINT_INK, baseline: 'top' },
    encoding: {
      x: { field: 'bar', type: 'ordinal' },
      y: { value: plottedHeight() + 8 },
      text: { field: 'name', type: 'nominal' },
    },
  }
}

function widestOf(categories: readonly string[]): number {
  const widths = categories.map((category) => widthOf(fittedText(category, NAME_WIDTH, TEXT_SIZE), TEXT_SIZE) + 8)
  return Math.max(LEAST_LABEL_WIDTH, ...widths)
}

/** In the middle of parts that are high and wide enough. */
function numbers(rows: readonly Row[], highest: number, step: number, parts: readonly Part[]): readonly Layer[] {
  const points = plottedHeight() / highest
  const placed = rows.flatMap((row) => {
    const below = sum(rows.filter(({ bar, order }) => bar === row.bar && order < row.order).map(({ value }) => value))
    const text = shortNumber(row.value)
    const fits = row.value * points * 0.8 > TEXT_SIZE + 4 && widthOf(text, TEXT_SIZE) < step * 0.7
    return fits ? [{ bar: row.bar, middle: below + row.value / 2, text, ink: SHADES[row.shade].ink }] : []
  })
  const inks = [...new Set(parts.map(({ shade }) => SHADES[shade].ink))]
  return inks.map((ink) => ({
    data: { values: placed.filter((one) => one.ink === ink) },
    mark: { type: 'text', color: ink, baseline: 'middle' },
    encoding: {
      x: { field: 'bar', type: 'ordinal' },
      y: { field: 'middle', type: 'quantitative' },
      text: { field: 'text', type: 'nominal' },
    },
  }))
}

const shortNumber = (value: number): string => String(Math.round(value * 10) / 10)
