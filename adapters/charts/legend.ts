import { fittedText, widthOf } from './fitted-text.ts'
import type { Layer } from './frame.ts'
import { INK, type Look, TEXT_SIZE } from './look.ts'

const NAME_WIDTH = 150
const SYMBOL = 16
const GAP = 22
/** Over what is plotted. */
const HEIGHT_OVER = 16

export interface LegendEntry {
  readonly name: string
  readonly look: Pick<Look, 'fill' | 'edge' | 'shape'>
}

/** One entry after the other. Drawn as marks: as a key of Vega's scales, a name such as `valueOf` breaks its legends. */
export function legend(entries: readonly LegendEntry[]): readonly Layer[] {
  let x = SYMBOL / 2
  return entries.flatMap(({ name, look }) => {
    const text = fittedText(name, NAME_WIDTH, TEXT_SIZE)
    const start = x
    x += SYMBOL + widthOf(text, TEXT_SIZE) + GAP
    return [
      {
        data: { values: [{}] },
        mark: { type: 'point', size: 90, shape: look.shape, fill: look.fill, stroke: look.edge, opacity: 1 },
        encoding: { x: { value: start }, y: { value: -HEIGHT_OVER } },
      },
      {
        data: { values: [{ text }] },
        mark: { type: 'text', align: 'left', baseline: 'middle', color: INK },
        encoding: {
          ...{ x: { value: start + SYMBOL / 2 + 4 }, y: { value: -HEIGHT_OVER } },
          text: { field: 'text', type: 'nominal' },
        },
      },
    ]
  })
}

/** A scale whose keys are numbers from 0. */
export function keyed(field: string, range: readonly unknown[]): Layer {
  return { field, type: 'nominal', scale: { domain: range.map((_, index) => index), range }, legend: null }
}
