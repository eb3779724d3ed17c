import { html, type VNode } from './html.ts'

/** Drawn on a square of 24, with lines of 2. */
const ICONS = {
  chat: 'M21 12a8 8 0 0 1-8 8H4l2.2-3.2A8 8 0 1 1 21 12zM9 11h8M9 14h5',
  overview: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
  deployments: 'M12 3v12M7 8l5-5 5 5M4 15v5h16v-5',
  workflows: 'M5 4h5v5H5zM14 15h5v5h-5zM7.5 9v5a3 3 0 0 0 3 3H14',
  changes: 'M9 12l2.5 2.5L16 9.5M12 3l8 3v6c0 4.5-3.5 7.5-8 9-4.5-1.5-8-4.5-8-9V6z',
  agents:
    'M12 3a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM5 15a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM19 15a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM10.5 8.5l-4 7M13.5 8.5l4 7',
  events: 'M4 6h2M4 12h2M4 18h2M9 6h11M9 12h11M9 18h7',
  audit: 'M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7',
  alerts: 'M12 4a5 5 0 0 1 5 5c0 5 2 6 2 7H5c0-1 2-2 2-7a5 5 0 0 1 5-5zM10 19.5a2 2 0 0 0 4 0',
  tokens: 'M8 10a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM11 11l8-8M16 6l3 3',
  menu: 'M4 6h16M4 12h16M4 18h16',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  frost: 'M12 3v18M4.2 7.5l15.6 9M19.8 7.5l-15.6 9',
  send: 'M4 12l16-8-5 16-3.5-6.5z',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
} as const

export type IconName = keyof typeof ICONS

/** A picture beside words that say the same, so screen readers pass over it. */
export function icon(name: IconName): VNode {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${ICONS[name]} /></svg>`
}
