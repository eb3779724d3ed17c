import { useAnswer } from '../../api/use-answer.ts'
import { html, type VNode } from '../../view/html.ts'

interface Props {
  readonly say: (text: string) => void
}

interface Places {
  readonly services: readonly { readonly service: string; readonly environment: string }[]
}

/** An empty conversation, with what may be said first. */
export function FirstWords({ say }: Props): VNode {
  const { value } = useAnswer<Places>('/services')
  const [place] = value?.services ?? []
  const tries = [
    'status',
    ...(place ? [`deploy ${place.service} to ${place.environment}`, `what changed on ${place.environment}?`] : []),
    'help',
  ]
  return html`<div class="first">
    <h2>What shall Shipmate do?</h2>
    <p class="soft">Write as you would to a colleague. Before anything changes, you see exactly what, and confirm it.</p>
    <ul>${tries.map((text) => html`<li key=${text}><button type="button" onClick=${() => say(text)}>${text}</button></li>`)}</ul>
  </div>`
}
