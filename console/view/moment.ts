import { html, type VNode } from './html.ts'
import { ago, clockTime } from './time.ts'

/** An instant as `3 min ago`, with the exact one for whoever points at it. @param at ISO 8601 in UTC. */
export function moment(at: string, now = new Date()): VNode {
  return html`<time datetime=${at} title=${clockTime(at)}>${ago(at, now)}</time>`
}
