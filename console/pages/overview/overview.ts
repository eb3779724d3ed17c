import type { ShownHealth, ShownPlaceNow } from '../../api/shapes.ts'
import { useAnswer } from '../../api/use-answer.ts'
import type { Page } from '../../shell/page.ts'
import { answered } from '../../view/answered.ts'
import { html, type VNode } from '../../view/html.ts'
import { useNow } from '../../view/use-now.ts'
import { overviewTable } from './overview-table.ts'
import { summaryView } from './summary.ts'

export const overview: Page = { id: 'overview', title: 'Overview', icon: 'overview', letter: 'o', content: Overview }

/** Each place is asked over the network. */
const HEALTH_EVERY_MS = 15_000

function Overview(): VNode {
  const now = useNow()
  const known = useAnswer<{ readonly places: readonly ShownPlaceNow[] }>('/overview')
  const health = useAnswer<{ readonly services: readonly ShownHealth[] }>('/services?health=true', {
    everyMs: HEALTH_EVERY_MS,
  })
  return html`<h1>Overview</h1>
    ${answered(
      known,
      ({ places }) => html`
        ${summaryView(places, health.value?.services ?? [])}
        ${
          places.length === 0
            ? html`<p class="empty">There is no service that you may see.</p>`
            : overviewTable(places, health.value?.services ?? [], now)
        }`,
    )}`
}
