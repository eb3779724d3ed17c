import { html, type Shown } from '../html.ts'
import { blockView } from './block-view.ts'
import { elementView, type Uses } from './element-view.ts'
import type { Block } from './elements.ts'

export interface SlackHome {
  readonly raw: { readonly sent: { readonly blocks: readonly Block[] } }
}

/** The app's own tab. */
export function homeView(home: SlackHome | undefined, uses: Uses): Shown {
  if (home === undefined) return html`<p class="loading">Shipmate has not published its Home yet.</p>`
  const draw = (block: Block): Shown => blockView(block, (element) => elementView(element, uses))
  return html`<div class="home" role="region" aria-label="Home" tabindex="0"><div class="blocks">${home.raw.sent.blocks.map(draw)}</div></div>`
}
