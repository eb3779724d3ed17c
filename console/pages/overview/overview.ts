import { useAnswer } from '../../api/use-answer.ts'
import type { Page } from '../../shell/page.ts'
import { answered } from '../../view/answered.ts'
import { html, type VNode } from '../../view/html.ts'

export const overview: Page = { id: 'overview', title: 'Overview', icon: 'overview', letter: 'o', content: Overview }

interface Place {
  readonly service: string
  readonly environment: string
}

function Overview(): VNode {
  const services = useAnswer<{ readonly services: readonly Place[] }>('/services')
  return html`<h1>Overview</h1>
    ${answered(services, ({ services }) => html`<ul>${services.map(({ service, environment }) => html`<li>${service} on ${environment}</li>`)}</ul>`)}`
}
