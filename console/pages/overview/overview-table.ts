import type { ShownHealth, ShownPlaceNow } from '../../api/shapes.ts'
import { to } from '../../shell/route.ts'
import { html, type VNode } from '../../view/html.ts'
import { placeCell } from './place-cell.ts'

/** Services down, environments across: what stands where, side by side. */
export function overviewTable(places: readonly ShownPlaceNow[], healths: readonly ShownHealth[], now: Date): VNode {
  const services = [...new Set(places.map(({ service }) => service))]
  const environments = [...new Set(places.map(({ environment }) => environment))]
  const cellOf = (service: string, environment: string): VNode => {
    const isHere = (one: { service: string; environment: string }): boolean =>
      one.service === service && one.environment === environment
    const place = places.find(isHere)
    return html`<td key=${environment} data-environment=${environment}>
      ${place ? placeCell(place, healths.find(isHere)?.health, now) : html`<span class="soft">not deployed here</span>`}
    </td>`
  }
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Services and environments"><table class="table overview">
    <thead><tr><th scope="col">Service</th>${environments.map((name) => html`<th scope="col" key=${name}>${name}</th>`)}</tr></thead>
    <tbody>
      ${services.map(
        (service) => html`<tr key=${service}>
          <th scope="row"><a href=${to('deployments', { service })}>${service}</a></th>
          ${environments.map((environment) => cellOf(service, environment))}
        </tr>`,
      )}
    </tbody>
  </table></div>`
}
