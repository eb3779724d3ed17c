import type { ShownTraffic } from '../../api/shapes.ts'
import { html, type VNode } from '../../view/html.ts'
import { minuteTime } from '../../view/time.ts'

const WIDTH = 640
const HEIGHT = 150
const LEFT = 34
const BOTTOM = 20
const TOP = 16
const GAP = 3

interface Bar {
  readonly x: number
  readonly width: number
  readonly height: number
  /** Of the requests that failed, from the ground up. */
  readonly failed: number
  readonly title: string
}

/** Where everything lies in the picture, in its own units. */
export interface ChartShape {
  readonly bars: readonly Bar[]
  /** Of the line at the moment of the switch. */
  readonly marker?: number
  /** Requests at the upper line. */
  readonly top: number
}

export function chartShape({ points, switched_at }: ShownTraffic): ChartShape {
  const [first] = points
  const last = points.at(-1)
  if (!first || !last) return { bars: [], top: 0 }
  const from = Date.parse(first.from)
  const scale = (WIDTH - LEFT) / Math.max(1, Date.parse(last.until) - from)
  const xOf = (at: string): number => LEFT + (Date.parse(at) - from) * scale
  const top = Math.max(1, ...points.map(({ requests }) => requests))
  const heightOf = (count: number): number => (count / top) * (HEIGHT - BOTTOM - TOP)
  const bars = points.map((point) => ({
    x: xOf(point.from) + GAP / 2,
    width: Math.max(1, xOf(point.until) - xOf(point.from) - GAP),
    height: heightOf(point.requests),
    failed: heightOf(point.errors),
    title: `${minuteTime(point.from)}: ${point.requests} requests, ${point.errors} failed${point.p95_ms === undefined ? '' : `, 95 % within ${point.p95_ms} ms`}`,
  }))
  return { bars, top, ...(switched_at !== undefined && { marker: xOf(switched_at) }) }
}

/** Requests over time, with those that failed and a line where users were switched. */
export function trafficChart(traffic: ShownTraffic): VNode {
  const { bars, marker, top } = chartShape(traffic)
  const [first] = traffic.points
  const last = traffic.points.at(-1)
  const ground = HEIGHT - BOTTOM
  return html`<svg class="chart" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${inWords(traffic)}>
    <line class="axis" x1=${LEFT} x2=${WIDTH} y1=${ground} y2=${ground} />
    <line class="grid" x1=${LEFT} x2=${WIDTH} y1=${TOP} y2=${TOP} />
    <text x=${LEFT - 6} y=${TOP + 4} text-anchor="end">${top}</text>
    <text x=${LEFT - 6} y=${ground} text-anchor="end">0</text>
    ${bars.map(
      ({ x, width, height, failed, title }) => html`<g key=${x}><title>${title}</title>
        <rect class="asked" x=${x} y=${ground - height} width=${width} height=${height} rx="1.5" />
        <rect class="failed" x=${x} y=${ground - failed} width=${width} height=${failed} rx="1.5" /></g>`,
    )}
    ${marker !== undefined && html`<line class="marker" x1=${marker} x2=${marker} y1="2" y2=${ground} /><text class="label" x=${marker + 5} y="11">switched</text>`}
    ${first && html`<text x=${LEFT} y=${HEIGHT - 5}>${minuteTime(first.from)}</text>`}
    ${last && html`<text x=${WIDTH} y=${HEIGHT - 5} text-anchor="end">${minuteTime(last.until)}</text>`}
  </svg>`
}

function inWords({ before, after }: ShownTraffic): string {
  const words = ({ requests, errors }: ShownTraffic['before']): string => `${requests} requests, ${errors} failed`
  return `Before: ${words(before)}.${after ? ` After: ${words(after)}.` : ''}`
}
