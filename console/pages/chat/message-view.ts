import type { ShownMessage } from '../../api/shapes.ts'
import { to } from '../../shell/route.ts'
import { cardView } from '../../view/card.ts'
import type { Presses } from '../../view/card-block.ts'
import { html, type VNode } from '../../view/html.ts'
import { clockTime } from '../../view/time.ts'

/** A message with who wrote it, when, and the way to all that came of it. */
export function messageView(message: ShownMessage, presses: Presses, notice: string | undefined): VNode {
  const { id, from, at, content, card, correlation_id } = message
  const correlation = correlation_id ?? (from === 'you' ? id : undefined)
  return html`<li key=${id} class=${`message ${from}`}>
    <p class="by">
      <strong>${from === 'you' ? 'You' : 'Shipmate'}</strong>
      <time datetime=${at}>${clockTime(at)}</time>
      ${correlation !== undefined && html`<a class="trace" href=${to('events', { correlation })}>Events<span class="hidden"> of this message</span></a>`}
    </p>
    ${card ? cardView(card, presses) : html`<p class="said bubble">${content}</p>`}
    ${notice !== undefined && html`<p class="notice" role="status">${notice}</p>`}
  </li>`
}
