import { useAnswer } from '../../api/use-answer.ts'
import type { Page } from '../../shell/page.ts'
import { answered } from '../../view/answered.ts'
import { html, type VNode } from '../../view/html.ts'
import { moment } from '../../view/moment.ts'
import { useNow } from '../../view/use-now.ts'

export const alerts: Page = { id: 'alerts', title: 'Alerts', icon: 'alerts', letter: 'x', content: Alerts }

export interface ShownAlert {
  readonly alert: string
  readonly severity: 'critical' | 'warning'
  readonly about: string
  readonly sentence: string
  readonly remedy: string
  readonly since: string
}

function Alerts(): VNode {
  const answer = useAnswer<{ readonly alerts: readonly ShownAlert[] }>('/alerts')
  const now = useNow()
  return html`<h1>Alerts</h1>
    <p class="soft">What is wrong with the bot itself. It looks every ten seconds.</p>
    ${answered(answer, ({ alerts }) => alertList(alerts, now))}`
}

export function alertList(alerts: readonly ShownAlert[], now: Date): VNode {
  if (alerts.length === 0) return html`<p class="empty">Nothing is wrong with the bot.</p>`
  return html`<ul class="rows">${alerts.map(
    (alert) => html`<li class="panel" key=${`${alert.alert}/${alert.about}`}>
      <div class="head"><h2>${alert.sentence}</h2>
        <span class=${`tag ${alert.severity === 'critical' ? 'bad' : 'warn'}`}>${alert.severity}</span></div>
      <p>${alert.remedy}</p>
      <p class="soft small"><span class="mono">${alert.alert}</span> · since ${moment(alert.since, now)}</p>
    </li>`,
  )}</ul>`
}
