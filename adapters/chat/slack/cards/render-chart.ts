import type { types } from '@slack/bolt'
import type { Chart } from '../../../../src/domain/chart.ts'
import {
  CATEGORIES_IN_CHART,
  CHARS_IN_CHART_LABEL,
  CHARS_IN_CHART_TITLE,
  CHARS_IN_TABLE,
  SERIES_IN_CHART,
} from '../limits.ts'
import { visible } from './exact-text.ts'

/**
 * Slack draws it itself, for light and dark, with the values under the pointer. Not among the SDK's types yet.
 * https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
 */
export interface ChartBlock extends types.Block {
  readonly type: 'data_visualization'
  readonly title: string
  readonly chart: {
    readonly type: 'bar' | 'line'
    readonly series: readonly ChartSeries[]
    readonly axis_config: {
      readonly categories: readonly string[]
      readonly x_label?: string
      readonly y_label?: string
    }
  }
}

interface ChartSeries {
  readonly name: string
  readonly data: readonly { readonly label: string; readonly value: number }[]
}

/** Whether Slack's own chart says as much as a picture: the colours of how something ended are a picture's alone. */
export function isWholeInBlock(chart: Chart): boolean {
  const isPlain =
    chart.kind !== 'bars' || chart.bars.every(({ parts }) => parts.every(({ shade }) => shade === 'neutral'))
  return isPlain && chartBlock(chart) !== undefined
}

/** Undefined where Slack could not draw it: gaps, marks, times on lanes, or more of it than a block takes. */
export function chartBlock(chart: Chart): ChartBlock | undefined {
  const plot = chart.kind === 'bars' ? barsOf(chart) : chart.kind === 'lines' ? linesOf(chart) : undefined
  if (plot === undefined || !fits(chart.title, CHARS_IN_CHART_TITLE) || !isPlottable(plot)) return undefined
  const unit = 'unit' in chart && fits(chart.unit, CHARS_IN_CHART_TITLE) ? { y_label: chart.unit } : {}
  const { type, series, categories } = plot
  return {
    type: 'data_visualization',
    title: chart.title,
    chart: { type, series, axis_config: { categories, ...unit } },
  }
}

interface Plot {
  readonly type: 'bar' | 'line'
  readonly series: readonly ChartSeries[]
  readonly categories: readonly string[]
}

function barsOf({ bars }: Extract<Chart, { kind: 'bars' }>): Plot {
  const names = [...new Set(bars.flatMap(({ parts }) => parts.map(({ name }) => name)))]
  return {
    type: 'bar',
    categories: bars.map(({ category }) => category),
    series: names.map((name) => ({
      name,
      data: bars.map(({ category, parts }) => ({
        label: category,
        value: parts.filter((part) => part.name === name).reduce((sum, { value }) => sum + value, 0),
      })),
    })),
  }
}

/** Instants become times of day, which name a point only where all are of one day. */
function linesOf({ series, markers }: Extract<Chart, { kind: 'lines' }>): Plot | undefined {
  const instants = series[0]?.points.map(({ at }) => at) ?? []
  const isOneGrid = series.every(({ points }) => points.map(({ at }) => at).join() === instants.join())
  if (markers.length > 0 || !isOneGrid) return undefined
  return {
    type: 'line',
    categories: instants.map(timeOfDay),
    series: series.map(({ name, points }) => ({
      name,
      data: points.map(({ at, value }) => ({ label: timeOfDay(at), value: value ?? Number.NaN })),
    })),
  }
}

const timeOfDay = (at: string): string => at.slice(11, 16)

function isPlottable({ series, categories }: Plot): boolean {
  const names = series.map(({ name }) => name)
  return (
    isShortList(categories, CATEGORIES_IN_CHART) &&
    isShortList(names, SERIES_IN_CHART) &&
    series.every(({ data }) => data.every(({ value }) => Number.isFinite(value))) &&
    categories.join('').length * (series.length + 1) <= CHARS_IN_TABLE
  )
}

/** Slack tells points and series apart by their names. */
function isShortList(labels: readonly string[], most: number): boolean {
  const isShort = labels.length >= 1 && labels.length <= most
  return isShort && new Set(labels).size === labels.length && labels.every((label) => fits(label, CHARS_IN_CHART_LABEL))
}

const fits = (words: string, max: number): boolean =>
  words.trim() !== '' && words.length <= max && visible(words) === words
