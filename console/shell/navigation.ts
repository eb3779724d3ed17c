import { useState } from 'preact/hooks'
import { send } from '../api/ask.ts'
import { html, type VNode } from '../view/html.ts'
import { icon } from '../view/icon.ts'
import type { Me } from './me.ts'
import type { Page } from './page.ts'
import { to } from './route.ts'

interface Props {
  readonly pages: readonly Page[]
  readonly current: string
  readonly me: Me
  readonly onKeys: () => void
}

/** The pages, beside what is shown; on a phone behind a button. */
export function Navigation({ pages, current, me, onKeys }: Props): VNode {
  const [isOpen, setOpen] = useState(false)
  return html`<header class=${`side${isOpen ? ' open' : ''}`}>
    <a class="brand" href=${to('chat')}><span class="logo">${MARK}</span> Shipmate</a>
    <button
      type="button" class="menu plain" aria-expanded=${String(isOpen)} aria-controls="pages"
      onClick=${() => setOpen(!isOpen)}
    >${icon('menu')} <span class="hidden">Pages</span></button>
    <nav id="pages" aria-label="Pages">
      <ul onClick=${() => setOpen(false)}>
        ${pages.map(
          ({ id, title, icon: name }) =>
            html`<li key=${id}><a href=${to(id)} aria-current=${id === current ? 'page' : undefined}>${icon(name)} ${title}</a></li>`,
        )}
      </ul>
      <div class="who">
        <span title=${me.user}>${me.name ?? me.user}</span>
        ${me.kind === 'person' && html`<button type="button" class="plain small" onClick=${() => void logOut()}>Log out</button>`}
        <button type="button" class="plain" title="What the keys do" onClick=${onKeys}><kbd>?</kbd> <span class="hidden">Keys</span></button>
      </div>
    </nav>
  </header>`
}

async function logOut(): Promise<void> {
  await send('POST', '/logout').catch(() => {})
  location.reload()
}

const MARK = html`<svg viewBox="0 0 32 32" aria-hidden="true" focusable="false"><path d="M6 19h20l-3.2 6.2a2 2 0 0 1-1.8 1.1H11a2 2 0 0 1-1.8-1.1zM15 5v12H8.5zM17 8l6.5 9H17z" /></svg>`
