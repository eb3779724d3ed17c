import type { TopLevelSpec } from 'vega-lite'
import { fittedText } from './fitted-text.ts'
import { CARD, FAINT_INK, FONT, GRID, HEIGHT, INK, TEXT_SIZE, TITLE_SIZE, WIDTH } from './look.ts'

/** Around what is plotted, in points. */
export interface Margins {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const EDGE = 20
/** Left of the labels of the axis. */
const UNIT_X = -40

export const MARGINS: Margins = { left: 76, right: 28, top: 84, bottom: 56 }

export const plottedWidth = ({ left, right }: Margins = MARGINS): number => WIDTH - left - right
export const plottedHeight = ({ top, bottom }: Margins = MARGINS): number => HEIGHT - top - bottom

/** A part of what is plotted, with its own data and marks. */
export type Layer = Record<string, unknown>

/** The whole picture: layers under a title. Nothing in it depends on how wide Vega takes a text to be. */
export function framed(title: string, layers: readonly Layer[], margins: Margins = MARGINS): TopLevelSpec {
  const spec = {
    background: CARD,
    autosize: 'none',
    padding: margins,
    width: plottedWidth(margins),
    height: plottedHeight(margins),
    layer: [titleIn(title, margins), ...layers],
    config: CONFIG,
  }
  // Vega-Lite's own type takes the compiler longer than the whole project; the tests compile each spec.
  return spec as unknown as TopLevelSpec
}

/** A mark as all others: no text of a chart is read as more than data. */
function titleIn(title: string, { left, top }: Margins): Layer {
  return {
    data: { values: [{ title: fittedText(title, WIDTH - 2 * EDGE, TITLE_SIZE) }] },
    mark: { type: 'text', align: 'left', baseline: 'top', fontSize: TITLE_SIZE, fontWeight: 600 },
    encoding: {
      x: { value: EDGE - left },
      y: { value: EDGE - top },
      text: { field: 'title', type: 'nominal' },
    },
  }
}

/** What is measured, beside the axis. */
export function unitBeside(unit: string): Layer {
  return {
    data: { values: [{ unit: fittedText(unit, plottedHeight(), TEXT_SIZE) }] },
    mark: { type: 'text', angle: 270, align: 'center', baseline: 'bottom', color: FAINT_INK },
    encoding: {
      x: { value: UNIT_X },
      y: { value: plottedHeight() / 2 },
      text: { field: 'unit', type: 'nominal' },
    },
  }
}

const CONFIG = {
  font: FONT,
  view: { stroke: null },
  text: { color: INK, fontSize: TEXT_SIZE },
  axis: {
    ...{ labelColor: FAINT_INK, titleColor: FAINT_INK, labelFontSize: TEXT_SIZE, titleFontSize: TEXT_SIZE },
    ...{ titleFontWeight: 400, domainColor: FAINT_INK, tickColor: FAINT_INK, gridColor: GRID, labelLimit: 0 },
  },
}
