import { html, type VNode } from '../html.ts'
import { layered, type Measures } from './layers.ts'
import type { GraphPart } from './order.ts'

/** A box of the picture. */
export interface Box extends GraphPart {
  readonly title: string
  /** Under the title. */
  readonly note: string
  /** `good`, `busy`, `warn`, `bad`, `idle`, as tags have it. */
  readonly tone: string
}

const MEASURES: Measures = { width: 190, height: 58, across: 56, down: 18 }
const LONGEST = 24

/**
 * A graph as a picture, beside a list that says the same: to screen readers it is one image.
 * @param label What a screen reader says of it.
 * @param lines By `from>to`: how strong each line is drawn, from 1; 1 where left out.
 */
export function graph(boxes: readonly Box[], label: string, lines: ReadonlyMap<string, number> = new Map()): VNode {
  const layout = layered(boxes, MEASURES)
  const byId = new Map(boxes.map((box) => [box.id, box]))
  return html`<div class="scroll graph" tabindex="0" role="group" aria-label=${`${label}: picture`}>
    <svg viewBox=${`0 0 ${layout.width} ${layout.height}`} width=${layout.width} height=${layout.height} role="img" aria-label=${label}>
      ${layout.lines.map(({ from, to, path }) => html`<path class="line" key=${`${from}>${to}`} d=${path} stroke-width=${lines.get(`${from}>${to}`) ?? 1.5} />`)}
      ${layout.parts.map(({ id, x, y }) => boxView(byId.get(id), x, y))}
    </svg>
  </div>`
}

function boxView(box: Box | undefined, x: number, y: number): VNode | undefined {
  return (
    box &&
    html`<g class=${`box ${box.tone}`} key=${box.id} transform=${`translate(${x} ${y})`}>
      <title>${box.title}: ${box.note}</title>
      <rect width=${MEASURES.width} height=${MEASURES.height} rx="9" />
      <circle cx="16" cy="21" r="4.5" />
      <text class="name" x="28" y="26">${shortened(box.title)}</text>
      <text class="note" x="28" y="45">${shortened(box.note)}</text>
    </g>`
  )
}

const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text)
