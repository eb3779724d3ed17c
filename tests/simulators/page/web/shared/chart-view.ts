import { html, type VNode } from '../html.ts'

export interface Series {
  readonly name: string
  readonly values: readonly number[]
}

export interface Plot {
  readonly title: string
  readonly type: 'bar' | 'line'
  readonly categories: readonly string[]
  readonly series: readonly Series[]
}

const WIDTH = 420
const HEIGHT = 140
/** Part of the place of a category that its bars fill. */
const FILLED = 0.7

/** A chart as simple as it can be read, with its numbers in a table under it. */
export function chartView({ title, type, categories, series }: Plot): VNode {
  const most = Math.max(1, ...series.flatMap(({ values }) => values))
  const step = WIDTH / Math.max(1, categories.length)
  const y = (value: number): number => HEIGHT - (Math.max(0, value) / most) * HEIGHT
  const bar = step * (FILLED / Math.max(1, series.length))
  return html`
    <figure class="chart">
      <figcaption>${title}</figcaption>
      <svg viewBox=${`0 -4 ${WIDTH} ${HEIGHT + 8}`} role="img" aria-label=${`Chart: ${title}`}>
        ${series.map(({ values }, index) =>
          type === 'line'
            ? html`<polyline class=${`series-${index}`} points=${values.map((value, at) => `${(at + 0.5) * step},${y(value)}`).join(' ')} />`
            : values.map(
                (
                  value,
                  at,
                ) => html`<rect class=${`series-${index}`} x=${(at + (1 - FILLED) / 2) * step + index * bar} y=${y(value)}
                  width=${bar} height=${HEIGHT - y(value)} />`,
              ),
        )}
      </svg>
      <details>
        <summary>Numbers</summary>
        <div class="table" tabindex="0" role="group" aria-label=${`Numbers of ${title}`}>
          <table>
            <thead><tr><td></td>${series.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
            <tbody>${categories.map(
              (category, at) =>
                html`<tr><th scope="row">${category}</th>${series.map(({ values }) => html`<td>${values[at] ?? ''}</td>`)}</tr>`,
            )}</tbody>
          </table>
        </div>
      </details>
    </figure>
  `
}
