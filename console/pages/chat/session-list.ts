import type { ShownSession } from '../../api/shapes.ts'
import { to } from '../../shell/route.ts'
import { html, type VNode } from '../../view/html.ts'
import { icon } from '../../view/icon.ts'
import { moment } from '../../view/moment.ts'

interface Props {
  readonly sessions: readonly ShownSession[]
  readonly current: string | undefined
  readonly close: (session: string) => void
}

/** The conversations of whoever is there, newest first. */
export function sessionList({ sessions, current, close }: Props): VNode {
  if (sessions.length === 0) return html`<p class="soft small none">None yet.</p>`
  return html`<ul class="sessions">
    ${sessions.map(
      ({ id, opened_at, first_words }) => html`<li key=${id} class=${id === current ? 'current' : ''}>
        <a href=${to('chat', id)} aria-current=${id === current ? 'true' : undefined}>
          <span>${first_words ?? 'New conversation'}</span> <small>${moment(opened_at)}</small>
        </a>
        <button type="button" class="plain" title="Delete this conversation" onClick=${() => close(id)}>
          ${icon('close')} <span class="hidden">Delete the conversation “${first_words ?? 'New conversation'}”</span>
        </button>
      </li>`,
    )}
  </ul>`
}
