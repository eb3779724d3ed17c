import type { ShownHealth, ShownPlaceNow } from '../../api/shapes.ts'
import { html, type VNode } from '../../view/html.ts'

/** How many places are how, so that whoever is called at night sees at once whether something is wrong. */
export interface Summary {
  readonly places: number
  readonly live: number
  readonly changing: number
  readonly unhealthy: number
  readonly drifting: number
  readonly closed: number
}

export function summaryOf(places: readonly ShownPlaceNow[], healths: readonly ShownHealth[]): Summary {
  const count = (isCounted: (place: ShownPlaceNow) => boolean): number => places.filter(isCounted).length
  return {
    places: places.length,
    live: count(({ live }) => live !== undefined),
    changing: count(({ changing }) => changing !== undefined),
    unhealthy: healths.filter(({ health }) => health?.state === 'unhealthy').length,
    drifting: count(({ drifts }) => drifts.length > 0),
    closed: count(({ lock, freezes }) => lock !== undefined || freezes.length > 0),
  }
}

export function summaryView(places: readonly ShownPlaceNow[], healths: readonly ShownHealth[]): VNode {
  const { live, changing, unhealthy, drifting, closed, places: all } = summaryOf(places, healths)
  const figures = [
    ['live', `${live} of ${all}`, ''],
    ['changing now', changing, changing > 0 ? 'busy' : ''],
    ['unhealthy', unhealthy, unhealthy > 0 ? 'bad' : ''],
    ['drifting', drifting, drifting > 0 ? 'warn' : ''],
    ['locked or frozen', closed, closed > 0 ? 'warn' : ''],
  ] as const
  return html`<dl class="figures">
    ${figures.map(([label, value, colour]) => html`<div key=${label} class=${colour}><dt>${label}</dt><dd>${value}</dd></div>`)}
  </dl>`
}
