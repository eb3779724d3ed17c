import { z } from 'zod'
import { id, written } from './texts.ts'

/** https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
const CHARS_OF_TITLE = 50
const CHARS_OF_LABEL = 20
const MOST = 6
const MOST_CATEGORIES = 20

const label = written(CHARS_OF_LABEL)
const point = z.strictObject({ label, value: z.number() })
const series = z.strictObject({ name: label, data: z.array(point).min(1).max(MOST_CATEGORIES) })

function plotted<Kind extends 'bar' | 'line' | 'area'>(kind: Kind) {
  return z
    .strictObject({
      type: z.literal(kind),
      series: z.array(series).min(1).max(MOST),
      axis_config: z.strictObject({
        categories: z.array(label).min(1).max(MOST_CATEGORIES),
        x_label: written(CHARS_OF_TITLE).optional(),
        y_label: written(CHARS_OF_TITLE).optional(),
      }),
    })
    .refine((chart) => isDistinct(chart.series.map(({ name }) => name)), { error: 'series names must be unique' })
    .refine((chart) => chart.series.every((one) => hasSame(one.data, chart.axis_config.categories)), {
      error: 'series labels must match the categories',
    })
}

export const dataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  block_id: id.optional(),
  title: written(CHARS_OF_TITLE),
  chart: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('pie'),
      segments: z
        .array(z.strictObject({ label, value: z.number().positive() }))
        .min(1)
        .max(MOST),
    }),
    plotted('bar'),
    plotted('line'),
    plotted('area'),
  ]),
})

function isDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length
}

function hasSame(data: readonly { readonly label: string }[], categories: readonly string[]): boolean {
  return data.length === categories.length && data.every((one) => categories.includes(one.label))
}
