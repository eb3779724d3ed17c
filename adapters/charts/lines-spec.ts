import type { TopLevelSpec } from 'vega-lite'
import type { Chart, Marker, Series } from '../../src/domain/chart.ts'
import { fittedText, widthOf } from './fitted-text.ts'
import { framed, type Layer, plottedWidth, unitBeside } from './frame.ts'
import { keyed, legend } from './legend.ts'
import { FAINT_INK, INK, LINES, TEXT_SIZE } from './look.ts'
import { type Point, thinned } from './thinned.ts'
import { instantOf, type Span, spanOf, timeAxis } from './time-axis.ts'

/** A line needs no more than a point each two pixels. */
const MOST_POINTS = plottedWidth()
/** With more, points would hide their line. */
const POINTS_SEEN = 48
const MOST_MARKERS = 12
const MARKER_WIDTH = 160
const MARKER_ROWS = 3
const ROW_HEIGHT = TEXT_SIZE + 3
/** Over the highest point, for the labels of the markers. */
const FOR_LABELS = 1.3
const USUAL_HEADROOM = 1.05

type Lines = Extract<Chart, { kind: 'lines' }>

interface Line {
  readonly name: string
  readonly points: readonly Point[]
}

/** Lines over time. Of more series than can be told apart, the first are shown. */
export function linesSpec({ title, unit, series, markers }: Lines): TopLevelSpec {
  const lines = series.slice(0, LINES.length).map(lineOf)
  const marked = markers.slice(-MOST_MARKERS).flatMap(({ at, label }) => {
    const instant = instantOf(at)
    return instant === undefined ? [] : [{ at: instant, label }]
  })
  const span = spanOf([...lines.flatMap(({ points }) => points.map(({ at }) => at)), ...marked.map(({ at }) => at)])
  const headroom = marked.length > 0 ? FOR_LABELS : USUAL_HEADROOM
  return framed(title, [
    drawnLines(lines, span, headroom),
    unitBeside(unit),
    ...points(lines, span),
    ...drawnMarkers(marked, span),
    ...legendOf(lines),
  ])
}

/** With its points in order of time, thinned. */
function lineOf({ name, points }: Series): Line {
  const known = points.flatMap(({ at, value }) => {
    const instant = instantOf(at)
    return instant === undefined ? [] : [{ at: instant, value: finite(value) }]
  })
  const ordered = known.toSorted((one, other) => one.at - other.at)
  return { name, points: thinned(ordered, MOST_POINTS) }
}

const finite = (value: number | null): number | null => (value !== null && Number.isFinite(value) ? value : null)

const rows = (lines: readonly Line[]): readonly object[] =>
  lines.flatMap(({ points }, line) => points.map((point) => ({ ...point, line })))

const COLOUR = keyed(
  'line',
  LINES.map(({ colour }) => colour),
)
const SHAPE = keyed(
  'line',
  LINES.map(({ shape }) => shape),
)
const DASH = keyed(
  'line',
  LINES.map(({ dash }) => dash),
)

/** One line is named by the title. */
const legendOf = (lines: readonly Line[]): readonly Layer[] =>
  lines.length < 2
    ? []
    : legend(
        LINES.slice(0, lines.length).map(({ colour, shape }, line) => ({
          name: lines[line]?.name ?? '',
          look: { fill: colour, edge: colour, shape },
        })),
      )

function drawnLines(lines: readonly Line[], span: Span, headroom: number): Layer {
  const highest = lines.flatMap(({ points }) => points).reduce((most, { value }) => Math.max(most, value ?? 0), 0)
  return {
    data: { values: rows(lines) },
    mark: { type: 'line', strokeWidth: 2, invalid: 'break-paths-show-path-domains' },
    encoding: {
      x: timeAxis(span),
      y: {
        ...{
          field: 'value',
          type: 'quantitative',
          scale: { zero: true, domainMax: highest === 0 ? 1 : highest * headroom },
        },
        axis: { title: null, tickCount: 5, format: '~s' },
      },
      ...{ color: COLOUR, strokeDash: DASH },
    },
  }
}

/** Seen one by one where there are few, and always where a gap on both sides leaves no line. */
function points(lines: readonly Line[], span: Span): readonly Layer[] {
  const seen = lines.flatMap((line, key) => {
    const isLonely = ({ points }: Line, index: number): boolean =>
      (points[index - 1]?.value ?? null) === null && (points[index + 1]?.value ?? null) === null
    const shown = line.points.filter(
      ({ value }, index) => value !== null && (line.points.length <= POINTS_SEEN || isLonely(line, index)),
    )
    return shown.map((point) => ({ ...point, line: key }))
  })
  return [
    {
      data: { values: seen },
      mark: { type: 'point', filled: true, size: 46, opacity: 1 },
      encoding: { x: timeAxis(span), y: { field: 'value', type: 'quantitative' }, color: COLOUR, shape: SHAPE },
    },
  ]
}

interface Placed {
  readonly at: number
  readonly label: string
  readonly row: number
}

type MarkedInstant = Omit<Marker, 'at'> & { readonly at: number }

/** Dashed rules with their labels over them, in rows so that none lies on another; a label without room is left out. */
function drawnMarkers(markers: readonly MarkedInstant[], span: Span): readonly Layer[] {
  if (markers.length === 0) return []
  const rule = {
    data: { values: markers.map(({ at }) => ({ at })) },
    mark: { type: 'rule', color: INK, strokeDash: [4, 3], strokeWidth: 1.5 },
    encoding: { x: timeAxis(span) },
  }
  const placed = placedLabels(markers, span)
  const isNearEnd = (at: number): boolean => pixelOf(at, span) > plottedWidth() - MARKER_WIDTH
  const labels = [false, true].map((nearEnd) => ({
    data: { values: placed.filter(({ at }) => isNearEnd(at) === nearEnd) },
    mark: { type: 'text', align: nearEnd ? 'right' : 'left', dx: nearEnd ? -5 : 5, baseline: 'top', color: FAINT_INK },
    encoding: {
      x: timeAxis(span),
      y: { field: 'y', type: 'quantitative', scale: null },
      text: { field: 'label', type: 'nominal' },
    },
  }))
  return [rule, ...labels.filter(({ data }) => data.values.length > 0)]
}

const pixelOf = (at: number, { from, until }: Span): number => ((at - from) / (until - from)) * plottedWidth()

function placedLabels(markers: readonly MarkedInstant[], span: Span): readonly (Placed & { readonly y: number })[] {
  const ends = Array.from({ length: MARKER_ROWS }, () => Number.NEGATIVE_INFINITY)
  return markers
    .toSorted((one, other) => one.at - other.at)
    .flatMap(({ at, label }) => {
      const text = fittedText(label, MARKER_WIDTH - 10, TEXT_SIZE)
      const width = widthOf(text, TEXT_SIZE) + 10
      const x = pixelOf(at, span)
      const start = x > plottedWidth() - MARKER_WIDTH ? x - width : x
      const row = ends.findIndex((end) => end <= start)
      if (row === -1) return []
      ends[row] = start + width
      return [{ at, label: text, row, y: row * ROW_HEIGHT }]
    })
}
